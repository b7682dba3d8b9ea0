import { IsGrade } from '@app/directory';
import { fieldRule, IsChoice, IsCode, IsFlag, IsListOf, IsPartOf, IsText, IsUuid, IsWhole } from '@app/platform';
import type { Arrangement } from '../layout/layout.js';
import { MOST_DIGITS, isPrefix, raised } from '../tags/tag-range.rules.js';
import type { Correction } from '../symbols/symbol.js';
import type { LabelKind } from './run.js';
import { ARRANGEMENTS, CORRECTIONS, LABEL_KINDS } from './run.js';

export const MOST_LABELS = 50_000;
const MOST_LISTED = 5_000;

const IsPrefix = (): PropertyDecorator =>
  fieldRule({
    name: 'isPrefix',
    message: 'must be at most 20 letters, digits and signs that a scanner types, such as MA-, or empty',
    check: (value) => typeof value === 'string' && isPrefix(value),
    schema: { type: String, maxLength: 20, example: 'MA-', description: 'Raised to capitals; empty: numbers alone' },
    clean: (value) => (typeof value === 'string' ? raised(value) : value),
  });

/** Numbers that follow each other. Those that a run has taken are never given out again. */
export class TagRangeDto {
  @IsPrefix()
  prefix!: string;

  @IsWhole(1, MOST_DIGITS, { description: 'Of the number, filled up with zeros', example: 6 })
  digits!: number;

  @IsWhole(0, 999_999_999_999, { optional: true, description: 'Without it, the number after the last of the series' })
  first?: number;

  @IsWhole(1, MOST_LABELS)
  count!: number;
}

/** Without either, every student of the site. */
export class HomeroomsDto {
  @IsGrade({ optional: true, each: true, minItems: 1 })
  grades?: string[];

  @IsText(60, { optional: true, each: true, minItems: 1, description: 'The plan names those that nobody has' })
  homerooms?: string[];
}

/** What the labels are of: exactly one of the fields. */
export class LabelSourceDto {
  @IsText(4000, {
    optional: true,
    description: 'Devices: all that GET /devices lists with this query',
    example: 'site=LHS',
  })
  query?: string;

  @IsCode({
    max: 256,
    optional: true,
    each: true,
    minItems: 1,
    maxItems: MOST_LISTED,
    description: 'Devices: a pasted list. People: numbers',
  })
  codes?: string[];

  @IsUuid({
    optional: true,
    each: true,
    minItems: 1,
    maxItems: MOST_LISTED,
    description: 'Devices, rooms, carts or people',
  })
  ids?: string[];

  @IsPartOf(() => TagRangeDto, { optional: true, description: 'New tags' })
  range?: TagRangeDto;

  @IsPartOf(() => HomeroomsDto, { optional: true, description: 'Students of the site' })
  homerooms?: HomeroomsDto;

  @IsFlag({ optional: true, description: 'Command cards of the scan station: true' })
  commands?: boolean;
}

export class LabelOptionsDto {
  @IsFlag({ optional: true, description: '“Property of” the district' })
  property: boolean = true;

  @IsFlag({ optional: true, description: 'The name of the district' })
  district: boolean = false;

  @IsFlag({ optional: true, description: 'The name of the site' })
  site: boolean = true;

  @IsFlag({ optional: true, description: 'Project and number of categorical money (5 CCR 3946)' })
  program: boolean = true;

  @IsFlag({ optional: true, description: 'QR codes say the address of the device instead of its tag' })
  link: boolean = true;

  @IsChoice(CORRECTIONS, { optional: true, enumName: 'QrCorrection', description: 'How much of a QR code may be lost' })
  correction: Correction = 'M';

  @IsText(120, { optional: true, nullable: true, description: 'A line of your own' })
  text: string | null = null;

  @IsFlag({
    optional: true,
    description:
      'Class lists on sheets of labels: each homeroom begins a new sheet. Left out, it does not; on plain paper it always does',
  })
  newSheet?: boolean;
}

/** Labels, before anything is written: what is asked for is shown as a plan and made as a run. */
export class LabelRequestDto {
  @IsChoice(LABEL_KINDS, { enumName: 'LabelKind' })
  kind!: LabelKind;

  @IsUuid({ description: 'The site where they are printed' })
  siteId!: string;

  @IsText(64, { description: 'Id of the stock', example: 'avery-5160' })
  stockId!: string;

  @IsChoice(ARRANGEMENTS, { optional: true, enumName: 'LabelArrangement', description: 'Which codes a label bears' })
  arrangement: Arrangement = 'code128';

  @IsUuid({ optional: true, nullable: true, description: 'A printer of the site; null prints true to size' })
  printerId: string | null = null;

  @IsWhole(1, 10_000, {
    optional: true,
    description: 'Place of the first label, across and then down; earlier ones are used up',
  })
  startAt: number = 1;

  @IsWhole(1, 50, { optional: true, description: 'Of each label' })
  copies: number = 1;

  @IsPartOf(() => LabelOptionsDto, { optional: true })
  options: LabelOptionsDto = new LabelOptionsDto();

  @IsPartOf(() => LabelSourceDto)
  source!: LabelSourceDto;
}

const AllowsOffPage = (): PropertyDecorator =>
  IsFlag({
    optional: true,
    description: 'Print what the printer’s numbers cut at the edge of the page; else nothing is printed',
  });

export class CreateLabelRunDto extends LabelRequestDto {
  @IsFlag({ optional: true, description: 'Print without the codes that nobody knows; else nothing is printed' })
  skipUnknown: boolean = false;

  @AllowsOffPage()
  allowOffPage: boolean = false;
}

export class LabelPlanRequestDto extends LabelRequestDto {}

export class LabelPagesRequestDto extends LabelRequestDto {
  @IsWhole(1, MOST_LABELS, { description: 'From 1; of a roll the first label' })
  page!: number;
}

export class VoidLabelRunDto {
  @IsText(200, { example: 'Printed on the wrong stock' })
  reason!: string;
}

export class LabelSpanDto {
  @IsWhole(1, MOST_LABELS)
  from!: number;

  @IsWhole(1, MOST_LABELS, { description: 'The last of them' })
  to!: number;
}

/** Some of a run again, on stock of the same kind. */
export class ReprintLabelsDto {
  @IsListOf(() => LabelSpanDto, 100, { description: 'Which labels, by their numbers in the run' })
  spans!: LabelSpanDto[];

  @IsWhole(1, 10_000, { optional: true, description: 'Place of the first label' })
  startAt: number = 1;

  @IsWhole(1, 50, { optional: true, description: 'Of each label' })
  copies: number = 1;

  @IsUuid({ optional: true, nullable: true, description: 'Another printer of the site; left out, the same as before' })
  printerId?: string | null;

  @AllowsOffPage()
  allowOffPage?: boolean;
}

export class VerifyLabelDto {
  @IsText(2_048, { description: 'As scanned: a tag, or the address of a QR code' })
  code!: string;
}
