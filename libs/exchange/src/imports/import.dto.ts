import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';
import type { DateOrder } from '@app/platform';
import { IsChoice, IsText, IsVersion, IsWhole, MayBeMissing, PageQuery } from '@app/platform';
import { IMPORT_KINDS } from './import-kinds.js';
import type { ImportKind } from './import-kinds.js';
import type { ImportOptions, ImportOutcome } from './import-run.js';
import { DATE_ORDERS, IMPORT_OUTCOMES, MATCH_KEYS, PERSON_KINDS } from './import-run.js';
import type { Pads } from './padding.rules.js';
import { PAD_DIGITS } from './padding.rules.js';

const MOST_COLUMNS = 200;

export class ImportQuery extends PageQuery {}

export class ImportRowsQuery extends PageQuery {
  @IsChoice(IMPORT_OUTCOMES, { optional: true, enumName: 'ImportOutcome' })
  outcome?: ImportOutcome;

  @IsText(40, { optional: true, description: 'Only lines that change, or are refused for, this field' })
  field?: string;
}

export class ColumnChoiceDto {
  @IsWhole(1, MOST_COLUMNS, { description: 'Column of the file, from 1' })
  position!: number;

  @IsText(40, {
    nullable: true,
    description: 'Code of the field that it gives; null: the column is not read',
    example: 'serial',
  })
  field!: string | null;
}

const IsPadDigits = (): PropertyDecorator => IsWhole(PAD_DIGITS.least, PAD_DIGITS.most, { optional: true });

/** Digits to which numbers in a field are filled up with zeros, where a spreadsheet dropped those in front. */
export class ImportPadDto implements Pads {
  @IsPadDigits()
  tag?: number;

  @IsPadDigits()
  number?: number;

  @IsPadDigits()
  holder?: number;
}

export class ImportOptionsChoiceDto implements Partial<ImportOptions> {
  @IsChoice(DATE_ORDERS, {
    optional: true,
    nullable: true,
    enumName: 'DateOrder',
    description: 'null: as the dates tell',
  })
  dateOrder?: DateOrder;

  @IsChoice(PERSON_KINDS, {
    optional: true,
    enumName: 'PersonKind',
    description: 'What new people are where no column says it',
  })
  personKind?: ImportOptions['personKind'];

  @IsChoice(MATCH_KEYS, {
    optional: true,
    enumName: 'ImportMatchKey',
    description: 'By which code a line finds its device',
  })
  matchBy?: ImportOptions['matchBy'];

  @ApiProperty({ type: () => ImportPadDto, required: false, description: 'Fields that are left out are not padded' })
  @MayBeMissing()
  @ValidateNested()
  @Type(() => ImportPadDto)
  pad?: ImportPadDto;
}

export class MapImportDto {
  @IsVersion()
  version!: number;

  @ApiProperty({
    type: () => [ColumnChoiceDto],
    maxItems: MOST_COLUMNS,
    description: 'Columns that are left out are not read',
  })
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(MOST_COLUMNS, { message: `must have at most ${MOST_COLUMNS} entries` })
  @ValidateNested({ each: true })
  @Type(() => ColumnChoiceDto)
  columns!: ColumnChoiceDto[];

  @ApiProperty({ type: () => ImportOptionsChoiceDto, required: false })
  @MayBeMissing()
  @ValidateNested()
  @Type(() => ImportOptionsChoiceDto)
  options?: ImportOptionsChoiceDto;
}

export class RunImportDto {
  @IsText(40, {
    each: true,
    maxItems: 10,
    optional: true,
    description: 'Codes of the warnings that the user has confirmed',
  })
  read?: string[];
}

/** The text fields of the upload, before the file. */
export class UploadFieldsDto {
  @IsChoice(IMPORT_KINDS, { enumName: 'ImportKind' })
  kind!: ImportKind;
}
