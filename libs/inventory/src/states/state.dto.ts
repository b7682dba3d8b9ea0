import { IsChoice, IsDay, IsText, IsUuid, IsWhole } from '@app/platform';
import { IsPartOf } from '../shared/dto-fields.js';
import { MOVE_REASONS } from './state.rules.js';
import type { DeviceState, Hold } from './vocabulary.js';
import { DEVICE_STATES, HOLDS } from './vocabulary.js';

export class MoveEvidenceDto {
  @IsDay({ optional: true, description: 'Missing: the day on which it was last seen' })
  lastSeenOn?: string;

  @IsText(100, { optional: true, description: 'Stolen: the agency that took the report' })
  policeAgency?: string;

  @IsText(40, { optional: true, description: 'Stolen: the number of the report' })
  policeReportNumber?: string;

  @IsUuid({ optional: true, description: 'Found: the site where it is now' })
  siteId?: string;
}

export class ChangeStateDto {
  @IsChoice(DEVICE_STATES, { enumName: 'DeviceState' })
  to!: DeviceState;

  @IsChoice(MOVE_REASONS, { optional: true, description: 'One of the codes that the action offers' })
  reason?: string;

  @IsPartOf(() => MoveEvidenceDto, { optional: true })
  evidence?: MoveEvidenceDto;

  @IsWhole(1, 2_147_483_647, {
    optional: true,
    description: 'The `lastSeq` that the caller saw; refused when the ledger went on',
  })
  lastSeq?: number;
}

export class ClearHoldDto {
  @IsChoice(HOLDS, { enumName: 'Hold' })
  hold!: Hold;

  @IsChoice(['repaired', 'no-damage-found', 'released', 'placed-in-error'], { description: 'Why it no longer holds' })
  reason!: string;
}
