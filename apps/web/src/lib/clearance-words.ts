import type { Dto } from './api.js';

export type Clearance = Dto<'ClearanceDto'>;
export type ClearanceDetail = Dto<'ClearanceDetailDto'>;

export const CLEARANCE_STATES: Record<Dto<'ClearanceState'>, string> = {
  open: 'Owes device',
  cleared: 'Clear',
  excepted: 'Clear with exceptions',
  cancelled: 'Cancelled',
};
