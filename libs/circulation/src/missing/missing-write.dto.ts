import { CONDITIONS } from '@app/kernel';
import { IsChoice, IsDay, IsText, IsUuid, IsVersion } from '@app/platform';
import { CASE_KINDS, FOUND_REASONS, REPORT_REASONS, TICKED_STEPS, WRITE_OFF_REASONS } from './vocabulary.js';
import type { CaseKind, Step } from './vocabulary.js';

const maybe = { optional: true } as const;
const emptied = { optional: true, nullable: true } as const;

class TheftDto {
  @IsText(100, { ...maybe, description: 'Stolen: the agency that took the report' })
  policeAgency?: string;

  @IsText(40, { ...maybe, description: 'Stolen: the number of the report' })
  policeReportNumber?: string;

  @IsDay(maybe)
  policeReportedOn?: string;

  @IsText(2000, { ...maybe, multiline: true, description: "Stolen, without a report: an administrator's finding" })
  finding?: string;
}

export class ReportMissingDto extends TheftDto {
  @IsChoice(CASE_KINDS, { enumName: 'MissingCaseKind' })
  kind!: CaseKind;

  @IsChoice(REPORT_REASONS)
  reason!: string;

  @IsDay()
  lastSeenOn!: string;

  @IsUuid({ ...maybe, description: 'The room where it was last seen' })
  lastSeenRoomId?: string;

  @IsText(200, { ...maybe, description: 'The place in words, where it was no room' })
  lastSeenPlace?: string;

  @IsText(100, { ...maybe, description: 'Who told the school' })
  toldBy?: string;

  @IsDay({ ...maybe, description: 'When the school heard of it; today when left out' })
  notifiedOn?: string;
}

export class ReportTheftDto extends TheftDto {
  @IsVersion()
  version!: number;
}

export class DoStepDto {
  @IsVersion()
  version!: number;

  @IsChoice(TICKED_STEPS)
  step!: Step;

  @IsDay({ ...maybe, description: 'Today when left out' })
  doneOn?: string;

  @IsText(1000, { ...maybe, multiline: true })
  note?: string;
}

export class TakeBackStepDto {
  @IsVersion()
  version!: number;

  @IsChoice([...TICKED_STEPS, 'review'])
  step!: Step;
}

export class ReviewDto {
  @IsVersion()
  version!: number;

  @IsText(2000, { multiline: true, description: 'What was looked at, and what follows' })
  note!: string;
}

export class ProposeWriteOffDto {
  @IsVersion()
  version!: number;

  @IsChoice(WRITE_OFF_REASONS)
  reason!: string;

  @IsText(2000, { ...maybe, multiline: true })
  note?: string;

  @IsText(4000, { ...maybe, multiline: true, description: 'Needed for federal, ECF and E-Rate money' })
  investigationNote?: string;
}

export class ApproveWriteOffDto {
  @IsVersion()
  version!: number;

  @IsText(2000, { ...maybe, multiline: true })
  note?: string;
}

export class DeclineWriteOffDto {
  @IsVersion()
  version!: number;

  @IsText(2000, { multiline: true, description: 'Why not' })
  note!: string;
}

export class RecoverDto {
  @IsVersion()
  version!: number;

  @IsChoice(FOUND_REASONS)
  reason!: string;

  @IsUuid({ ...maybe, description: 'The site where it is now' })
  siteId?: string;

  @IsText(200, maybe)
  foundPlace?: string;

  @IsText(100, { ...maybe, description: 'Who brought it' })
  broughtBy?: string;

  @IsChoice(CONDITIONS, { ...maybe, enumName: 'Condition' })
  foundCondition?: string;

  @IsText(1000, { ...maybe, multiline: true })
  foundNote?: string;
}

export class EditMissingCaseDto {
  @IsVersion()
  version!: number;

  @IsText(200, emptied)
  lastSeenPlace?: string | null;

  @IsText(100, emptied)
  toldBy?: string | null;

  @IsText(100, emptied)
  policeAgency?: string | null;

  @IsText(40, emptied)
  policeReportNumber?: string | null;

  @IsDay(emptied)
  policeReportedOn?: string | null;

  @IsText(200, emptied)
  foundPlace?: string | null;

  @IsText(100, emptied)
  broughtBy?: string | null;

  @IsChoice(CONDITIONS, { ...maybe, enumName: 'Condition' })
  foundCondition?: string;

  @IsText(1000, { ...emptied, multiline: true })
  foundNote?: string | null;
}
