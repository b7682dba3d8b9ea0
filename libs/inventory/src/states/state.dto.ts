import { DEVICE_STATES, HOLDS } from '@app/kernel';
import type { DeviceState, Hold } from '@app/kernel';
import { IsChoice, IsWhole } from '@app/platform';
import { MOVE_REASONS } from './state.rules.js';

export class ChangeStateDto {
  @IsChoice(DEVICE_STATES, { enumName: 'DeviceState' })
  to!: DeviceState;

  @IsChoice(MOVE_REASONS, { optional: true, description: 'One of the codes that the action offers' })
  reason?: string;

  @IsWhole(1, 2_147_483_647, {
    optional: true,
    description: 'The `lastSeq` that the caller saw; refused when the ledger went on',
  })
  lastSeq?: number;
}

export const CLEAR_REASONS = ['repaired', 'no-damage-found', 'released', 'placed-in-error'];

export class ClearHoldDto {
  @IsChoice(HOLDS, { enumName: 'Hold' })
  hold!: Hold;

  @IsChoice(CLEAR_REASONS, { description: 'Why it no longer holds' })
  reason!: string;
}
