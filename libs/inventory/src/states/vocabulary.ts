import { DEVICE_EVENT_WORDS } from '@app/kernel';

/** The words of the ledger, as `device` and `device_event` check them. */
export const MDM_STATUSES = ['unknown', 'provisioned', 'disabled', 'deprovisioned'] as const;
export type MdmStatus = (typeof MDM_STATUSES)[number];

export const CUSTODIES = [
  'none',
  'student',
  'staff',
  'room',
  'cart',
  'department',
  'technician',
  'vendor',
  'carrier',
] as const;

export const IDENTIFIER_KINDS = ['tag', 'former-tag', 'alias', 'serial', 'former-serial'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

export type EventType = keyof typeof DEVICE_EVENT_WORDS;
/** Each has words, which the log says. */
export const EVENT_TYPES = Object.keys(DEVICE_EVENT_WORDS) as EventType[];
