import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsText, IsUuid, IsVersion, IsWhole, PageQuery } from '@app/platform';
import { ImportChangeDto } from '../../imports/import-row.dto.js';
import { RunHeadDto, runHeadOf } from '../../shared/run-head.dto.js';
import { dialectLabel } from '../files/dialects.js';
import type { Guard, GuardReason, GuardStop } from './roster-guard.rules.js';
import { GUARD_REASONS } from './roster-guard.rules.js';
import type { RecordKind } from '../files/roster-kinds.js';
import { RECORD_KINDS } from '../files/roster-kinds.js';
import { isMostlyRefused } from './roster-refused.rules.js';
import type { RosterRow } from './roster-rows.service.js';
import type { LeftOut, RosterCounts, RosterRowOutcome, RosterRun, RosterState, RosterWay } from './roster-run.js';
import { ROSTER_ROW_OUTCOMES, ROSTER_STATES, ROSTER_WAYS } from './roster-run.js';

export class RosterFileDto {
  @ApiProperty({ example: 'users' })
  file!: string;

  @ApiProperty({ enum: RECORD_KINDS, enumName: 'RosterRecordKind' })
  kind!: RecordKind;

  @ApiProperty({
    enum: ['bulk', 'delta', 'absent'],
    enumName: 'RosterFileMode',
    description: 'bulk: the whole; delta: changes; absent: nothing in it',
  })
  mode!: 'bulk' | 'delta' | 'absent';

  @ApiProperty({ type: 'integer' })
  rows!: number;

  @ApiProperty({ type: [String], description: 'Columns that are not read; what stood below them is not kept' })
  unread!: string[];
}

export class RosterFieldCountDto {
  @ApiProperty()
  field!: string;

  @ApiProperty({ type: 'integer', description: 'People in whom it changes' })
  count!: number;
}

export class RosterLeftOutDto implements LeftOut {
  @ApiProperty({ type: 'integer' })
  guardians!: number;

  @ApiProperty({ type: 'integer', description: 'Their role is over, or begins in some months' })
  notNow!: number;

  @ApiProperty({ type: 'integer' })
  withoutRole!: number;
}

export class RosterCountsDto implements RosterCounts {
  @ApiProperty({ type: 'integer' })
  create!: number;

  @ApiProperty({ type: 'integer' })
  change!: number;

  @ApiProperty({ type: 'integer' })
  unchanged!: number;

  @ApiProperty({ type: 'integer', description: 'The source deletes them: withdrawn' })
  withdraw!: number;

  @ApiProperty({
    type: 'integer',
    description: 'A person decides: missing in the file, or back after a withdrawal by hand',
  })
  ask!: number;

  @ApiProperty({ type: 'integer' })
  refuse!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Of the changed: withdrawn by a roster or by an answer to its question, here again',
  })
  takenBack!: number;

  @ApiProperty({ type: 'integer', description: 'Of the changed: at another home site' })
  moved!: number;

  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'The source has them no more, and stay because another one lists them',
  })
  kept?: number;

  @ApiProperty({ type: [RosterFieldCountDto] })
  byField!: RosterFieldCountDto[];

  @ApiProperty({ type: RosterLeftOutDto, required: false, description: 'People of the files who are none here' })
  leftOut?: RosterLeftOutDto;
}

export class RosterGuardStopDto implements GuardStop {
  @ApiProperty({ enum: GUARD_REASONS, enumName: 'RosterGuardReason' })
  reason!: GuardReason;

  @ApiProperty({ type: 'integer', description: 'Of the people that the reason names: how many there are' })
  before!: number;

  @ApiProperty({ type: 'integer', description: 'How many of them would leave, or get another number or home site' })
  leaving!: number;

  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'Of those who would leave, how many are staff in the files and students here, or the other way round',
  })
  turned?: number;

  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'Counted with them: whom the source withdrew within 24 hours, since somebody approved a run of it',
  })
  lately?: number;
}

export class RosterGuardDto extends RosterGuardStopDto implements Guard {
  @ApiProperty({ type: [RosterGuardStopDto], description: 'Further reasons' })
  others!: RosterGuardStopDto[];

  @ApiProperty({ type: 'integer' })
  limitPercent!: number;

  @ApiProperty({
    type: 'integer',
    description: 'People of all the reasons, added up; of leavers students and staff: what whoever approves types',
  })
  number!: number;
}

export class RosterRunDto extends RunHeadDto {
  @ApiProperty({ format: 'uuid' })
  sourceId!: string;

  @ApiProperty()
  sourceName!: string;

  @ApiProperty({
    enum: ROSTER_STATES,
    enumName: 'RosterState',
    description: 'checked: waits to be run; stopped: waits for an approval',
  })
  state!: RosterState;

  @ApiProperty({ enum: ROSTER_WAYS, enumName: 'RosterWay' })
  cameBy!: RosterWay;

  @ApiProperty({ type: String, nullable: true, example: 'OneRoster 1.1', description: 'Null: it could not be read' })
  dialect!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'As the manifest names the system' })
  system!: string | null;

  @ApiProperty({ type: [RosterFileDto] })
  files!: RosterFileDto[];

  @ApiProperty({ type: RosterCountsDto, nullable: true, description: 'What the dry run says. Numbers of people' })
  predicted!: RosterCountsDto | null;

  @ApiProperty({ type: RosterCountsDto, nullable: true, description: 'What the run did' })
  result!: RosterCountsDto | null;

  @ApiProperty({ description: 'So much of it is refused that it is not run by itself' })
  mostlyRefused!: boolean;

  @ApiProperty({ type: 'integer', description: 'Of the source: more than so many percent are too many' })
  limitPercent!: number;

  @ApiProperty({ type: RosterGuardDto, nullable: true, description: 'Why it stopped' })
  guard!: RosterGuardDto | null;

  @ApiProperty({ type: String, nullable: true })
  approverName!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  approvedAt!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  approvedNumber!: number | null;

  static of(run: RosterRun): RosterRunDto {
    const { sourceId, sourceName, limitPercent, state, cameBy, predicted, result, guard } = run;
    const { approverName, approvedAt, approvedNumber } = run;
    return {
      ...runHeadOf(run),
      ...{ sourceId, sourceName, limitPercent, state, cameBy, predicted, result, guard },
      mostlyRefused: predicted !== null && isMostlyRefused(predicted, limitPercent),
      ...{ approverName, approvedAt, approvedNumber },
      dialect: run.dialect && dialectLabel(run.dialect),
      system: run.manifest?.system ?? null,
      files: run.files.map(({ file, kind, mode, rows, unread }) => ({ file, kind, mode, rows, unread })),
    };
  }
}

export class RosterRunsQuery extends PageQuery {
  @IsUuid({ optional: true })
  sourceId?: string;
}

export class ApproveRosterDto {
  @IsVersion()
  version!: number;

  @IsWhole(0, 10_000_000, { description: '`guard.number`, as typed by who looked at the people' })
  number!: number;
}

export class RosterRowsQuery extends PageQuery {
  @IsChoice(ROSTER_ROW_OUTCOMES, { optional: true, enumName: 'RosterOutcome' })
  outcome?: RosterRowOutcome;

  @IsText(60, { optional: true, description: 'Rows of this file of the package: users' })
  file?: string;

  @IsText(60, { optional: true, description: 'Rows that change this field: site' })
  field?: string;
}

export class RosterProblemDto {
  @ApiProperty({ type: String, nullable: true, description: 'Null: the whole line' })
  field!: string | null;

  @ApiProperty({ type: String, nullable: true })
  value!: string | null;

  @ApiProperty({ example: 'org-unknown' })
  code!: string;

  @ApiProperty()
  reason!: string;

  @ApiProperty()
  fix!: string;
}

export class RosterRowDto implements RosterRow {
  @ApiProperty({ type: 'integer' })
  seq!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Null: no line of the files is about them' })
  file!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'As an editor counts, from 1' })
  line!: number | null;

  @ApiProperty({ enum: ROSTER_ROW_OUTCOMES, enumName: 'RosterOutcome' })
  outcome!: RosterRowOutcome;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Of a new person only after the run' })
  personId!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Number, else the id that the source has' })
  key!: string | null;

  @ApiProperty({ type: String, nullable: true })
  label!: string | null;

  @ApiProperty({ type: [ImportChangeDto] })
  changes!: ImportChangeDto[];

  @ApiProperty({ type: [RosterProblemDto], description: 'Why it is refused; else what was left out' })
  problems!: RosterProblemDto[];
}
