import { CLEARANCE_WORDS, saidAll } from '@app/kernel';
import type { Dto } from './api.js';

export type Clearance = Dto<'ClearanceDto'>;
export type ClearanceDetail = Dto<'ClearanceDetailDto'>;

export const CLEARANCE_STATES: Record<Dto<'ClearanceState'>, string> = saidAll(CLEARANCE_WORDS);
