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

export const EVENT_TYPES = [
  'registered',
  'checked-out',
  'checked-in',
  'received',
  'sent',
  'found',
  'transferred-in-hand',
  'moved',
  'condition-reported',
  'hold-placed',
  'hold-cleared',
  'state-changed',
  'reported-missing',
  'reported-stolen',
  'identifier-changed',
  'mdm-changed',
  'edited',
  'merged',
  'reversed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];
