import { ApiProperty } from '@nestjs/swagger';
import type { ClearanceState } from '@app/circulation';
import { CLEARANCE_STATES } from '@app/circulation';
import { PersonDto, QuerySites, SiteRefDto } from '@app/directory';
import { IsChoice, IsDay, IsUuid, IsVersion, PageQuery } from '@app/platform';
import type { MoveRule } from './roster-move.sql.js';
import { MOVE_RULES } from './roster-move.sql.js';
import type { RosterMove } from './roster-moves.service.js';
import type { QuestionAnswer, QuestionKind } from './roster-question.rules.js';
import { QUESTION_ANSWERS, QUESTION_KINDS } from './roster-question.rules.js';
import type { NumberTaker, RosterQuestion } from './roster-questions.service.js';

export class NumberTakerDto implements NumberTaker {
  @ApiProperty({ example: 'Rivera, Maya' })
  name!: string;

  @ApiProperty()
  number!: string;

  @ApiProperty({ type: String, nullable: true })
  grade!: string | null;
}

export class RosterQuestionDto implements RosterQuestion {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({
    enum: QUESTION_KINDS,
    enumName: 'RosterQuestionKind',
    description:
      'missing: the roster has them no more; returned: it has somebody whom a clerk withdrew; number-reused: it has their number for somebody under another id, of another name or grade (for who may edit people everywhere)',
  })
  kind!: QuestionKind;

  @ApiProperty({ format: 'uuid' })
  sourceId!: string;

  @ApiProperty()
  sourceName!: string;

  @ApiProperty({ type: PersonDto, description: 'Of number-reused: who had the number' })
  person!: PersonDto;

  @ApiProperty({ type: NumberTakerDto, nullable: true, description: 'Of number-reused: whom the roster has with it' })
  taker!: NumberTakerDto | null;

  @ApiProperty({ format: 'uuid', description: 'The run since which it is so' })
  runId!: string;

  @ApiProperty({ format: 'date-time' })
  askedAt!: string;

  @ApiProperty({ description: 'Was put off until a day that has come' })
  askedBefore!: boolean;

  @ApiProperty({ type: 'integer', description: 'Devices that they have' })
  holds!: number;

  @ApiProperty({ format: 'date', description: 'The earliest day that a withdrawal may have' })
  leftFrom!: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Of missing: the last day of attendance, where their enrolments name it',
  })
  leftOn!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class RosterQuestionsQuery extends PageQuery {
  @QuerySites('Of people whose primary site is one of these: ids or codes')
  site?: string[];

  @IsUuid({ optional: true })
  sourceId?: string;

  @IsChoice(QUESTION_KINDS, { optional: true, enumName: 'RosterQuestionKind' })
  kind?: QuestionKind;
}

class AnswerFields {
  @IsChoice(QUESTION_ANSWERS, {
    enumName: 'RosterQuestionAnswer',
    description:
      'missing: withdraw, still-here, later. returned: take-back, stays-withdrawn, later. number-reused: same-person (the next roster changes the record), somebody-else (the record gets another number, the next roster makes a new one), later',
  })
  answer!: QuestionAnswer;

  @IsDay({
    optional: true,
    description: 'withdraw: the day that they left, from `leftFrom` on; later: when to ask again, within 60 days',
  })
  on?: string;
}

export class AnswerQuestionDto extends AnswerFields {
  @IsVersion()
  version!: number;
}

export class AnswerQuestionsDto extends AnswerFields {
  @IsUuid({ each: true, minItems: 1, maxItems: 200 })
  questionIds!: string[];
}

export class AnsweredDto {
  @ApiProperty({ type: 'integer' })
  answered!: number;

  @ApiProperty({ type: 'integer', description: 'Had an answer already, or the roster settled them' })
  settledBefore!: number;
}

export class MovedPersonDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Initials of a student of other sites' })
  display!: string;

  @ApiProperty({ type: String, nullable: true })
  siteCode!: string | null;

  @ApiProperty()
  foreign!: boolean;
}

export class MovedDeviceDto {
  @ApiProperty({ format: 'uuid' })
  deviceId!: string;

  @ApiProperty({ type: String, nullable: true })
  tag!: string | null;

  @ApiProperty({ example: 'one-to-one', description: 'Type of the loan' })
  type!: string;

  @ApiProperty({ format: 'uuid' })
  homeSiteId!: string;
}

export class MoveClearanceDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: CLEARANCE_STATES, enumName: 'ClearanceState' })
  state!: ClearanceState;
}

export class RosterMoveDto implements RosterMove {
  @ApiProperty({ format: 'uuid' })
  runId!: string;

  @ApiProperty({ type: MovedPersonDto })
  person!: MovedPersonDto;

  @ApiProperty({ type: SiteRefDto })
  from!: SiteRefDto;

  @ApiProperty({ type: SiteRefDto })
  to!: SiteRefDto;

  @ApiProperty({ type: String, nullable: true })
  grade!: string | null;

  @ApiProperty({ format: 'date' })
  movedOn!: string;

  @ApiProperty({
    enum: MOVE_RULES,
    enumName: 'RosterMoveRule',
    description:
      'follows: devices stay with the student; return-first: those of a cart program go back to the school that was left',
  })
  rule!: MoveRule;

  @ApiProperty({ type: [MovedDeviceDto], description: 'What they have now' })
  holds!: MovedDeviceDto[];

  @ApiProperty({ type: MoveClearanceDto, nullable: true, description: 'Of what goes back to the school that was left' })
  clearance!: MoveClearanceDto | null;
}

export class RosterMovesQuery extends PageQuery {
  @QuerySites('From or to one of these sites: ids or codes')
  site?: string[];

  @IsDay({ optional: true })
  since?: string;

  @IsDay({ optional: true })
  until?: string;
}
