import { ApiProperty } from '@nestjs/swagger';
import { RunHeadDto, runHeadOf } from '../shared/run-head.dto.js';
import { ImportCountsDto, ImportWarningDto } from './import-counts.dto.js';
import { IMPORT_KINDS, KEY_FIELDS, PLANS } from './import-kinds.js';
import type { ImportKind } from './import-kinds.js';
import { ImportColumnDto, ImportFieldDto, ImportOptionsDto, ImportQuestionDto } from './import-mapping.dto.js';
import type { ImportRun, ImportSheet, ImportState } from './import-run.js';
import { IMPORT_STATES } from './import-run.js';
import { missingKeys, questionsOf, warningsOf } from './mapping.rules.js';

export class ImportSheetDto implements ImportSheet {
  @ApiProperty({ example: 'Devices' })
  name!: string;

  @ApiProperty({ type: [String], description: 'The sheets of the workbook; `sheet` of an upload chooses another' })
  all!: string[];

  @ApiProperty({
    type: 'integer',
    description: 'Rows that the spreadsheet does not show; they are read like the others',
  })
  hiddenRows!: number;

  @ApiProperty({ type: 'integer', description: 'Groups of merged cells; only the first cell of each has its value' })
  mergedCells!: number;
}

/** An import in a list. */
export class ImportSummaryDto extends RunHeadDto {
  @ApiProperty({ enum: IMPORT_KINDS, enumName: 'ImportKind' })
  kind!: ImportKind;

  @ApiProperty({ enum: IMPORT_STATES, enumName: 'ImportState' })
  state!: ImportState;

  @ApiProperty({ type: 'integer', description: 'Lines below the header' })
  rowTotal!: number;

  @ApiProperty({ type: ImportCountsDto, nullable: true, description: 'What the dry run says' })
  predicted!: ImportCountsDto | null;

  @ApiProperty({ type: ImportCountsDto, nullable: true, description: 'What the run did' })
  result!: ImportCountsDto | null;

  @ApiProperty({
    type: 'integer',
    description: 'Lines up to this one are applied, where a large import stopped on its way',
  })
  appliedTo!: number;

  static of(run: ImportRun): ImportSummaryDto {
    const { kind, state, rowTotal, predicted, result, appliedTo } = run;
    return { ...runHeadOf(run), kind, state, rowTotal, predicted, result, appliedTo };
  }
}

export class ImportDto extends ImportSummaryDto {
  @ApiProperty({ example: 'utf-8' })
  encoding!: string;

  @ApiProperty({ type: ImportSheetDto, nullable: true, description: 'Of a workbook: which of its sheets was read' })
  sheet!: ImportSheetDto | null;

  @ApiProperty({ type: [ImportColumnDto] })
  columns!: ImportColumnDto[];

  @ApiProperty({ type: [ImportFieldDto], description: 'What a column can be mapped to' })
  fields!: ImportFieldDto[];

  @ApiProperty({ type: ImportOptionsDto })
  options!: ImportOptionsDto;

  @ApiProperty({ type: [String], description: 'Key fields that no column gives yet: the dry run waits for them' })
  missingFields!: string[];

  @ApiProperty({ type: [ImportQuestionDto], description: 'What the user must say before the dry run' })
  questions!: ImportQuestionDto[];

  @ApiProperty({ type: [ImportWarningDto], description: 'What the user must confirm before the run' })
  warnings!: ImportWarningDto[];

  static override of(run: ImportRun): ImportDto {
    const { kind, columns, options, predicted } = run;
    const keys = KEY_FIELDS[kind];
    return {
      ...ImportSummaryDto.of(run),
      encoding: run.encoding,
      sheet: run.sheet,
      columns: columns.map(({ order: _order, ...column }) => column),
      fields: PLANS[kind].fields.map(({ code, label }) => ({ code, label, key: keys.includes(code) })),
      options,
      missingFields: missingKeys(kind, columns, options),
      questions: questionsOf(kind, columns, options),
      warnings: predicted ? warningsOf(predicted) : [],
    };
  }
}
