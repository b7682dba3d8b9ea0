import type { Dto } from './api.js';
import { wordsIn, type Wording } from './language.js';

export type Clearance = Dto<'ClearanceDto'>;
export type ClearanceDetail = Dto<'ClearanceDetailDto'>;

export const CLEARANCE_STATES: Record<Dto<'ClearanceState'>, string> = {
  open: 'Owes device',
  cleared: 'Clear',
  excepted: 'Clear with exceptions',
  cancelled: 'Cancelled',
};

/** What keeps it open. */
export function owedText({ owed, owedDevices }: Pick<Clearance, 'owed' | 'owedDevices'>): string {
  if (owedDevices === 0) return 'Owes accessories';
  if (owed === 1) return CLEARANCE_STATES.open;
  return `Owes ${owed} ${owed === owedDevices ? 'devices' : 'items'}`;
}

const REASONS = {
  withdrawn: ['Left', 'Se fue'],
  moved: ['Moved to {site}', 'Se trasladó a {site}'],
} as const satisfies Record<Clearance['reason'], Wording>;

/** Why somebody has to give back what they have: left the district, or for the site that is named so. */
export const reasonText = ({ reason }: Pick<Clearance, 'reason'>, site = ''): string =>
  wordsIn(REASONS[reason], { site });
