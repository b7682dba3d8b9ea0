import { DEVICE_HEADS, TRANSFER_REASONS as REASONS, type TransferReason } from '@app/kernel';
import { renderMessage } from '@app/scan-engine';
import type { Dto } from './api.js';

export type DeviceRow = Dto<'DeviceRowDto'>;
export type DeviceDetail = Dto<'DeviceDetailDto'>;
export type DeviceAction = Dto<'DeviceActionDto'>;

export const CONDITIONS: Record<Dto<'Condition'>, string> = {
  A: 'A · new',
  B: 'B · good',
  C: 'C · worn',
  D: 'D · poor',
  F: 'F · beyond repair',
};

export const HOLDS: Record<Dto<'Hold'>, string> = {
  damaged: 'Damaged',
  legal: 'Legal',
  funding: 'Funding',
  dispute: 'Dispute',
};

export const MDM: Record<Dto<'MdmStatus'>, string> = {
  unknown: 'Not known',
  provisioned: 'Provisioned',
  disabled: 'Disabled',
  deprovisioned: 'Deprovisioned',
};

export const LOANS: Record<Dto<'LoanType'>, string> = {
  'one-to-one': '1:1',
  daily: 'Loaner',
  long: 'Long loan',
  'in-school': 'In school only',
  summer: 'Summer loan',
};

export const LOAN_STATES = { out: 'Still out', overdue: 'Overdue', over: 'Over' } as const;

/** What kind of holder a loan is with. */
export const BORROWERS = { student: 'A student', staff: 'A staff member', room: 'A room', cart: 'A cart' } as const;

/** E23, in the words of the desk. */
export const TRANSFER_REASONS = Object.fromEntries(
  REASONS.map((reason) => [
    reason,
    renderMessage({ key: `answer.reason.${reason}`, values: {} }, { locale: 'en', timeZone: 'UTC', today: '' }),
  ]),
) as Record<TransferReason, string>;

export const IDENTIFIERS: Record<Dto<'IdentifierDto'>['kind'], string> = {
  tag: DEVICE_HEADS.tag,
  'former-tag': 'Former tag',
  alias: 'Other code',
  serial: 'Serial',
  'former-serial': 'Former serial',
};

/** Why a device was found, as the page says it. `text` and `model` speak for themselves. */
export const MATCHES: Record<Dto<'DeviceMatchReason'>, string> = {
  tag: DEVICE_HEADS.tag,
  'former-tag': 'Former tag',
  alias: 'Other code',
  serial: 'Serial',
  'former-serial': 'Former serial',
  'code-part': 'Part of a code',
  model: 'Model',
  text: 'Notes or purchase',
  holder: DEVICE_HEADS.holder,
  'similar-code': 'Similar code',
  'similar-name': 'Similar name',
};

export const deviceName = ({ tag, serial }: { tag: string | null; serial: string | null }): string =>
  tag ?? (serial ? `Serial ${serial}` : 'Device without a tag');

/** A code of the ledger (`will-not-start`) as words. */
export { codeWords as words, modelName } from '@app/kernel';

/** Found by who has it: the person themself comes before. */
export const isByHolder = ({ match }: { match: Dto<'DeviceMatchReason'> }): boolean =>
  match === 'holder' || match === 'similar-name';
