import { ApiProperty } from '@nestjs/swagger';
import { ImportPadDto } from './import.dto.js';
import { DATE_ORDERS, MATCH_KEYS, PERSON_KINDS } from './import-run.js';
import type { ImportQuestion } from './mapping.rules.js';
import type { PadOffer } from './padding.rules.js';
import { PAD_FIELDS } from './padding.rules.js';

const COLUMN_PROBLEMS = ['blank', 'duplicate', 'unknown', 'private'] as const;

export class ImportFieldDto {
  @ApiProperty({ example: 'purchaseOrder' })
  code!: string;

  @ApiProperty({ example: 'Purchase order' })
  label!: string;

  @ApiProperty({ description: 'A line is recognised by it' })
  key!: boolean;
}

export class PadExampleDto {
  @ApiProperty({ example: '4512' })
  from!: string;

  @ApiProperty({ example: '004512' })
  to!: string;
}

export class PadOfferDto implements PadOffer {
  @ApiProperty({ enum: PAD_FIELDS, enumName: 'ImportPadField', description: 'Holds should the column give this field' })
  field!: (typeof PAD_FIELDS)[number];

  @ApiProperty({ type: 'integer', example: 6 })
  digits!: number;

  @ApiProperty({ enum: ['rules', 'records'], description: 'What tells the digits: rules for codes, or most records' })
  by!: 'rules' | 'records';

  @ApiProperty({ type: 'integer', description: 'Lines that it would change' })
  lines!: number;

  @ApiProperty({ type: [PadExampleDto], description: '3 at most' })
  examples!: PadExampleDto[];
}

export class ImportColumnDto {
  @ApiProperty({ type: 'integer', description: 'From 1' })
  position!: number;

  @ApiProperty()
  header!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Code of the field that it gives' })
  field!: string | null;

  @ApiProperty({ description: '1: sure; 0: nothing fits' })
  confidence!: number;

  @ApiProperty({
    enum: COLUMN_PROBLEMS,
    enumName: 'ImportColumnProblem',
    nullable: true,
    description: '`private`: never read, shown or kept',
  })
  problem!: (typeof COLUMN_PROBLEMS)[number] | null;

  @ApiProperty({ type: 'integer', description: 'Lines with something in it' })
  filled!: number;

  @ApiProperty({ type: [String], description: 'The first different values, 3 at most' })
  samples!: string[];

  @ApiProperty({
    type: [PadOfferDto],
    required: false,
    description: 'Where codes have probably lost zeros in front: `options.pad` puts them back',
  })
  padOffers?: PadOfferDto[];
}

export class ImportOptionsDto {
  @ApiProperty({ enum: DATE_ORDERS, enumName: 'DateOrder', nullable: true })
  dateOrder!: (typeof DATE_ORDERS)[number] | null;

  @ApiProperty({ enum: PERSON_KINDS, enumName: 'PersonKind' })
  personKind!: (typeof PERSON_KINDS)[number];

  @ApiProperty({ enum: MATCH_KEYS, enumName: 'ImportMatchKey' })
  matchBy!: (typeof MATCH_KEYS)[number];

  @ApiProperty({ type: ImportPadDto, required: false })
  pad?: ImportPadDto;
}

export class ImportQuestionDto implements ImportQuestion {
  @ApiProperty({ enum: ['date-order'], type: String })
  code!: 'date-order';

  @ApiProperty({ type: 'integer', isArray: true, description: 'Columns in question' })
  positions!: number[];

  @ApiProperty({ type: String, nullable: true, example: '3/4/2026' })
  example!: string | null;
}
