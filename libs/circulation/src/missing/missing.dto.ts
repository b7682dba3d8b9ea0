import { CONDITIONS } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { QuerySites, TotalDto } from '@app/directory';
import { DeviceRowDto, DeviceSiteDto, HolderDto } from '@app/inventory';
import { PageQuery, pageOf, QueryChoices, QueryFlag } from '@app/platform';
import { REMINDERS, WRITE_OFF_REFUSALS } from './missing.rules.js';
import type { Standing, WriteOffRefusal } from './missing.rules.js';
import type { CaseKind, CaseState, NotNeeded, OpenedAs, Step, WriteOffState } from './vocabulary.js';
import { CASE_KINDS, CASE_STATES, CLOSED_AS, NOT_NEEDED, OPENED_AS, STEPS, WRITE_OFF_STATES } from './vocabulary.js';

const STANDINGS = ['done', 'not-needed', 'overdue', 'due-today', 'ahead', 'stopped'] as const;

/** A device that is, or was, missing or stolen. */
export class MissingCaseDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: CASE_KINDS, enumName: 'MissingCaseKind' })
  kind!: CaseKind;

  @ApiProperty({ enum: CASE_STATES, enumName: 'MissingCaseState' })
  state!: CaseState;

  @ApiProperty({ enum: OPENED_AS, description: '`imported`: it was missing before Cubby knew it' })
  openedAs!: OpenedAs;

  @ApiProperty({ type: DeviceRowDto })
  device!: DeviceRowDto;

  @ApiProperty({ type: DeviceSiteDto, description: 'Where the device was when it went missing' })
  site!: DeviceSiteDto;

  @ApiProperty({ type: HolderDto, nullable: true, description: 'Who had it at that moment' })
  holder!: HolderDto | null;

  @ApiProperty({ format: 'date-time' })
  reportedAt!: string;

  @ApiProperty({ format: 'date', description: 'When the school heard of it: the clock counts from here' })
  notifiedOn!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  lastSeenOn!: string | null;

  @ApiProperty({ enum: STEPS, enumName: 'MissingStep', nullable: true, description: 'The first step not done' })
  nextStep!: Step | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  nextDueOn!: string | null;

  @ApiProperty({ description: 'The day of the next step has passed' })
  overdue!: boolean;

  @ApiProperty({ description: 'A write-off waits for its decision' })
  writeOffPending!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt!: string | null;

  @ApiProperty({ enum: CLOSED_AS, nullable: true, description: '`scanned`: found by a scan at a desk' })
  closedAs!: (typeof CLOSED_AS)[number] | null;
}

export class MissingCasesPageDto extends pageOf(MissingCaseDto) {
  @ApiProperty({ type: TotalDto })
  total!: TotalDto;
}

/** A tick that was a mistake. */
export class StepTakenBackDto {
  @ApiProperty({ format: 'date' })
  doneOn!: string;

  @ApiProperty({ type: String, nullable: true })
  doneBy!: string | null;

  @ApiProperty({ type: String, nullable: true })
  note!: string | null;

  @ApiProperty({ format: 'date-time' })
  takenBackAt!: string;

  @ApiProperty({ type: String, nullable: true })
  takenBackBy!: string | null;
}

export class MissingStepDto {
  @ApiProperty({ enum: STEPS, enumName: 'MissingStep' })
  step!: Step;

  @ApiProperty({ format: 'date' })
  dueOn!: string;

  @ApiProperty({ enum: STANDINGS, description: '`stopped`: the case is over' })
  standing!: Standing;

  @ApiProperty({ enum: NOT_NEEDED, nullable: true, description: 'Why this case does without it' })
  notNeededAs!: NotNeeded | null;

  @ApiProperty({ description: 'The policy that set the day', example: 30 })
  afterDays!: number;

  @ApiProperty({ enum: ['calendar', 'school'], description: 'Which days the policy counts' })
  counted!: 'calendar' | 'school';

  @ApiProperty({ type: String, format: 'date', nullable: true })
  doneOn!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When that was written down' })
  doneAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  doneBy!: string | null;

  @ApiProperty({ type: String, nullable: true })
  note!: string | null;

  @ApiProperty({ type: [StepTakenBackDto], description: 'Done by mistake, the newest first' })
  takenBack!: StepTakenBackDto[];
}

export class WriteOffDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: WRITE_OFF_STATES })
  state!: WriteOffState;

  @ApiProperty({ example: 'not-returned' })
  reason!: string;

  @ApiProperty({ type: String, nullable: true })
  note!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'How the loss was investigated (2 CFR 200.313(d)(3))' })
  investigationNote!: string | null;

  @ApiProperty({ type: String, nullable: true })
  proposedBy!: string | null;

  @ApiProperty({ format: 'date-time' })
  proposedAt!: string;

  @ApiProperty({ type: String, nullable: true })
  decidedBy!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  decisionNote!: string | null;
}

export class WriteOffRefusalDto {
  @ApiProperty({ enum: WRITE_OFF_REFUSALS })
  reason!: WriteOffRefusal['reason'];

  @ApiProperty({ example: 'The written demand for return comes first' })
  message!: string;
}

const text = (description?: string): PropertyDecorator => ApiProperty({ type: String, nullable: true, description });

export class MissingCaseDetailDto extends MissingCaseDto {
  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date', description: 'The day whose policy the clock follows' })
  policyOn!: string;

  @text('Who entered the report')
  reportedBy!: string | null;

  @text()
  reason!: string | null;

  @text('The room, or the place in words')
  lastSeenPlace!: string | null;

  @text('Who told the school')
  toldBy!: string | null;

  @text()
  policeAgency!: string | null;

  @text()
  policeReportNumber!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  policeReportedOn!: string | null;

  @text("A theft without a police report: the administrator's finding")
  finding!: string | null;

  @text()
  closedBy!: string | null;

  @ApiProperty({ type: DeviceSiteDto, nullable: true })
  foundSite!: DeviceSiteDto | null;

  @text()
  foundPlace!: string | null;

  @text()
  broughtBy!: string | null;

  @ApiProperty({ enum: CONDITIONS, enumName: 'Condition', nullable: true })
  foundCondition!: string | null;

  @text()
  foundNote!: string | null;

  @ApiProperty({ type: [MissingStepDto], description: 'The clock, in its order' })
  steps!: MissingStepDto[];

  @ApiProperty({ type: [WriteOffDto], description: 'Proposals, the newest first' })
  writeOffs!: WriteOffDto[];

  @ApiProperty({ description: 'Federal, ECF or E-Rate money: no write-off without an investigation note' })
  needsInvestigation!: boolean;

  @ApiProperty({ type: [WriteOffRefusalDto], description: 'Why this account may not propose a write-off now' })
  proposalRefusals!: WriteOffRefusalDto[];

  @ApiProperty({ type: [WriteOffRefusalDto], description: 'Why this account may not decide the proposal that waits' })
  decisionRefusals!: WriteOffRefusalDto[];

  @ApiProperty({ enum: REMINDERS, isArray: true, description: 'What is left to do once the device is back' })
  reminders!: (typeof REMINDERS)[number][];

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Cases of that person, this one too, without reports in error; null for somebody of another site',
  })
  holderCases!: number | null;

  @ApiProperty({ type: [String], description: 'What the account may do with this case' })
  may!: string[];
}

export class PersonMissingCasesDto {
  @ApiProperty({ type: [MissingCaseDto], description: 'The newest 50' })
  items!: MissingCaseDto[];

  @ApiProperty({ type: 'integer', description: 'All of them, without reports in error' })
  total!: number;
}

export class DeviceMissingCasesDto {
  @ApiProperty({ type: [MissingCaseDto], description: 'The newest first' })
  items!: MissingCaseDto[];
}

/** `?site=…,…` */
export class MissingCasesQuery extends PageQuery {
  @QuerySites('Where the devices were when they went missing: ids or codes')
  site?: string[];

  @QueryChoices(CASE_STATES, { optional: true })
  state?: CaseState[];

  @QueryChoices(CASE_KINDS, { optional: true })
  kind?: CaseKind[];

  @QueryChoices(STEPS, { optional: true, description: 'The next step' })
  step?: Step[];

  @QueryFlag({ optional: true, description: 'true: the day of the next step has passed' })
  overdue?: boolean;

  @QueryFlag({ optional: true, description: 'true: a write-off waits for its decision' })
  pending?: boolean;
}
