import type { Condition, DeviceState, Hold } from '@app/kernel';
import { CONDITIONS, DEVICE_STATES, HOLDS } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';
import {
  IsChoice,
  IsDay,
  IsFlag,
  IsListOf,
  IsPartOf,
  IsText,
  IsUuid,
  PageQuery,
  QueryChoices,
  QueryFlag,
} from '@app/platform';
import { FundingLineDto } from '../funding/funding.dto.js';
import { MOST_CODES } from '../devices/device-lookup.dto.js';
import { CLEAR_REASONS } from '../states/state.dto.js';
import { MOVE_REASONS } from '../states/state.rules.js';
import type { BulkKind } from './bulk-action.js';
import { BULK_KINDS } from './bulk-action.js';
import type { BulkOutcome, BulkState } from './bulk-run.js';
import { BULK_OUTCOMES, BULK_STATES } from './bulk-run.js';

/** One action with the fields of its kind; those of other kinds are refused. */
export class BulkActionDto {
  @IsChoice(BULK_KINDS, { enumName: 'BulkKind' })
  kind!: BulkKind;

  @IsUuid({ optional: true, description: '`move`: where to' })
  siteId?: string;

  @IsUuid({ optional: true, description: '`move`: a room of that site; without it, no room' })
  roomId?: string;

  @IsFlag({ optional: true, description: '`move`: it becomes their home site too' })
  alsoHome?: boolean;

  @IsChoice(DEVICE_STATES, { optional: true, enumName: 'DeviceState', description: '`state`' })
  to?: DeviceState;

  @IsChoice([...new Set([...MOVE_REASONS, ...CLEAR_REASONS])], { optional: true, description: '`state`, `clear-hold`' })
  reason?: string;

  @IsChoice(CONDITIONS, { optional: true, enumName: 'Condition', description: '`condition`' })
  condition?: Condition;

  @IsChoice(HOLDS, { optional: true, enumName: 'Hold', description: '`clear-hold`' })
  hold?: Hold;

  @IsText(60, { optional: true, nullable: true, description: '`edit`; null empties the field' })
  program?: string | null;

  @IsDay({ optional: true, nullable: true, description: '`edit`' })
  warrantyEndsOn?: string | null;

  @IsFlag({ optional: true, description: '`edit`' })
  loanerPool?: boolean;

  @IsListOf(() => FundingLineDto, 20, { optional: true, nullable: true, description: '`edit`; null takes it away' })
  funding?: FundingLineDto[] | null;
}

export class BulkSelectionDto {
  @IsUuid({ optional: true, each: true, minItems: 1, maxItems: MOST_CODES })
  ids?: string[];

  @IsText(4000, {
    optional: true,
    description: 'All that GET /devices lists with this query; empty filters are written as `sort=tag`',
    example: 'state=in-repair&site=LHS',
  })
  query?: string;
}

export class PlanBulkDto {
  @IsPartOf(() => BulkActionDto)
  action!: BulkActionDto;

  @IsPartOf(() => BulkSelectionDto)
  selection!: BulkSelectionDto;
}

export class StartBulkDto {
  @IsText(500, { optional: true, description: 'Why; the policy asks for it above a number of devices' })
  reason?: string;
}

export class BulkReasonDto {
  @ApiProperty({ example: 'with-person' })
  reason!: string;

  @ApiProperty({ example: 'with a person' })
  words!: string;

  @ApiProperty({ type: 'integer' })
  count!: number;
}

export class BulkRunDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: BULK_STATES, enumName: 'BulkState' })
  state!: BulkState;

  @ApiProperty({ enum: BULK_KINDS, enumName: 'BulkKind' })
  kind!: BulkKind;

  @ApiProperty({ example: 'Move to LHS, Room 12', description: 'What it does, in words' })
  label!: string;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty()
  accountName!: string;

  @ApiProperty({ description: 'Begun by this account, which alone may steer it' })
  mine!: boolean;

  @ApiProperty({ type: 'integer' })
  total!: number;

  @ApiProperty({ type: 'integer', description: 'As the preview said' })
  toChange!: number;

  @ApiProperty({ type: 'integer', description: 'Changed so far, those taken back included' })
  changed!: number;

  @ApiProperty({ type: 'integer' })
  undone!: number;

  @ApiProperty({ type: 'integer', description: 'Not begun' })
  waiting!: number;

  @ApiProperty({ type: [BulkReasonDto], description: 'Devices that cannot be changed, by reason' })
  refused!: BulkReasonDto[];

  @ApiProperty({ type: [BulkReasonDto], description: 'Devices that the undo left as they are' })
  left!: BulkReasonDto[];

  @ApiProperty({ type: 'integer', description: 'Devices that leave the program whose money bought them (E23)' })
  leaving!: number;

  @ApiProperty({ description: 'It needs a reason: the policy asks for one, or a device leaves its program' })
  reasonNeeded!: boolean;

  @ApiProperty({ description: 'It can be taken back: for 24 hours' })
  undoable!: boolean;

  @ApiProperty({ description: 'It should move, and has not for a minute: `resume` takes it up again' })
  stalled!: boolean;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;
}

export class BulkItemDto {
  @ApiProperty({ type: 'integer' })
  position!: number;

  @ApiProperty({ format: 'uuid' })
  deviceId!: string;

  @ApiProperty({ type: String, nullable: true })
  tag!: string | null;

  @ApiProperty({ type: String, nullable: true })
  serial!: string | null;

  @ApiProperty({ enum: BULK_OUTCOMES, enumName: 'BulkOutcome' })
  outcome!: BulkOutcome;

  @ApiProperty({ type: String, nullable: true, example: 'with a person' })
  reason!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Title I, Part A',
    description: 'It leaves the program of this money',
  })
  leavesFunding!: string | null;
}

export class BulkItemsQuery extends PageQuery {
  @QueryChoices(BULK_OUTCOMES, { optional: true })
  outcome?: BulkOutcome[];

  @QueryFlag({ optional: true, description: 'Only those that leave the program whose money bought them' })
  leaving?: boolean;
}
