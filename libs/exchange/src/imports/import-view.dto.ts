import { ApiProperty } from '@nestjs/swagger';
import { PLANS } from './import-kinds.js';
import { IMPORT_KINDS } from './import-kinds.js';
import type { ImportKind } from './import-kinds.js';
import type { ImportCounts, ImportOutcome, ImportRun, ImportState } from './import-run.js';
import { DATE_ORDERS, IMPORT_OUTCOMES, IMPORT_STATES, MATCH_KEYS, PERSON_KINDS } from './import-run.js';
import type { ImportRow } from './import-rows.service.js';
import type { ImportQuestion, ImportWarning } from './mapping.rules.js';
import { missingKeys, questionsOf, warningsOf } from './mapping.rules.js';

const COLUMN_PROBLEMS = ['blank', 'duplicate', 'unknown', 'private'] as const;

export class ImportFieldDto {
  @ApiProperty({ example: 'purchaseOrder' })
  code!: string;

  @ApiProperty({ example: 'Purchase order' })
  label!: string;

  @ApiProperty({ description: 'A line is recognised by it' })
  key!: boolean;
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
}

export class ImportOptionsDto {
  @ApiProperty({ enum: DATE_ORDERS, enumName: 'DateOrder', nullable: true })
  dateOrder!: (typeof DATE_ORDERS)[number] | null;

  @ApiProperty({ enum: PERSON_KINDS, enumName: 'PersonKind' })
  personKind!: (typeof PERSON_KINDS)[number];

  @ApiProperty({ enum: MATCH_KEYS, enumName: 'ImportMatchKey' })
  matchBy!: (typeof MATCH_KEYS)[number];
}

export class ImportQuestionDto implements ImportQuestion {
  @ApiProperty({ enum: ['date-order'], type: String })
  code!: 'date-order';

  @ApiProperty({ type: 'integer', isArray: true, description: 'Columns in question' })
  positions!: number[];

  @ApiProperty({ type: String, nullable: true, example: '3/4/2026' })
  example!: string | null;
}

export class ImportWarningDto implements ImportWarning {
  @ApiProperty({ enum: ['many-changes', 'withdrawals'], enumName: 'ImportWarningCode' })
  code!: 'many-changes' | 'withdrawals';

  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: 'integer', description: 'Records that there are' })
  of!: number;
}

export class ImportPairDto {
  @ApiProperty({ type: String, nullable: true })
  from!: string | null;

  @ApiProperty({ type: String, nullable: true })
  to!: string | null;

  @ApiProperty({ type: 'integer' })
  count!: number;
}

export class ImportFieldCountDto {
  @ApiProperty()
  field!: string;

  @ApiProperty({ type: 'integer', description: 'Records that change in it' })
  count!: number;

  @ApiProperty({
    type: [ImportPairDto],
    description: 'The commonest changes, 5 at most; none for names, codes and notes',
  })
  pairs!: ImportPairDto[];
}

export class ImportNewModelDto {
  @ApiProperty()
  maker!: string;

  @ApiProperty()
  model!: string;

  @ApiProperty({ example: 'chromebook' })
  deviceClass!: string;

  @ApiProperty({ type: 'integer' })
  lines!: number;
}

export class ImportCountsDto implements ImportCounts {
  @ApiProperty({ type: 'integer' })
  create!: number;

  @ApiProperty({ type: 'integer' })
  change!: number;

  @ApiProperty({ type: 'integer' })
  unchanged!: number;

  @ApiProperty({ type: 'integer' })
  refuse!: number;

  @ApiProperty({ type: [ImportFieldCountDto] })
  byField!: ImportFieldCountDto[];

  @ApiProperty({ type: [ImportNewModelDto], description: 'Models that the run makes, 200 at most' })
  newModels!: ImportNewModelDto[];

  @ApiProperty({ type: 'integer', description: 'Records before the import' })
  existing!: number;
}

export class ImportProgressDto {
  @ApiProperty({ type: 'integer', nullable: true })
  total!: number | null;

  @ApiProperty({ type: 'integer' })
  done!: number;
}

export class ImportFailureDto {
  @ApiProperty({ example: 'import.changed-since-dry-run' })
  code!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty({ type: Object, additionalProperties: true })
  details!: Record<string, unknown>;
}

/** An import in a list. */
export class ImportSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: IMPORT_KINDS, enumName: 'ImportKind' })
  kind!: ImportKind;

  @ApiProperty({ enum: IMPORT_STATES, enumName: 'ImportState' })
  state!: ImportState;

  @ApiProperty()
  fileName!: string;

  @ApiProperty({ type: 'integer' })
  byteSize!: number;

  @ApiProperty({ type: 'integer', description: 'Lines below the header' })
  rowTotal!: number;

  @ApiProperty({ type: ImportProgressDto, nullable: true, description: 'Of the step that is under way, or was last' })
  progress!: ImportProgressDto | null;

  @ApiProperty({ type: ImportCountsDto, nullable: true, description: 'What the dry run says' })
  predicted!: ImportCountsDto | null;

  @ApiProperty({ type: ImportCountsDto, nullable: true, description: 'What the run did' })
  result!: ImportCountsDto | null;

  @ApiProperty({ type: ImportFailureDto, nullable: true })
  failure!: ImportFailureDto | null;

  @ApiProperty({
    type: 'integer',
    description: 'Lines up to this one are applied, where a large import stopped on its way',
  })
  appliedTo!: number;

  @ApiProperty({ type: String, nullable: true })
  accountName!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;

  static of(run: ImportRun): ImportSummaryDto {
    const {
      id,
      kind,
      state,
      fileName,
      byteSize,
      rowTotal,
      progress,
      predicted,
      result,
      failure,
      appliedTo,
      accountName,
      version,
    } = run;
    const { createdAt, finishedAt } = run;
    return {
      ...{
        id,
        kind,
        state,
        fileName,
        byteSize,
        rowTotal,
        progress,
        predicted,
        result,
        failure,
        appliedTo,
        accountName,
        version,
      },
      ...{ createdAt, finishedAt },
    };
  }
}

export class ImportDto extends ImportSummaryDto {
  @ApiProperty({ example: 'utf-8' })
  encoding!: string;

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
    const keys = kind === 'people' ? ['number'] : ['tag', 'serial'];
    return {
      ...ImportSummaryDto.of(run),
      encoding: run.encoding,
      columns: columns.map(({ order: _order, ...column }) => column),
      fields: PLANS[kind].fields.map(({ code, label }) => ({ code, label, key: keys.includes(code) })),
      options,
      missingFields: missingKeys(kind, columns, options),
      questions: questionsOf(kind, columns, options),
      warnings: predicted ? warningsOf(predicted) : [],
    };
  }
}

export class ImportChangeDto {
  @ApiProperty()
  field!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Cents and days as text' })
  from!: string | null;

  @ApiProperty({ type: String, nullable: true })
  to!: string | null;
}

export class ImportProblemDto {
  @ApiProperty({ type: String, nullable: true, description: 'Null: the whole line' })
  field!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'As the file heads it' })
  column!: string | null;

  @ApiProperty({ type: String, nullable: true })
  value!: string | null;

  @ApiProperty({ example: 'site-unknown' })
  code!: string;

  @ApiProperty({ example: 'is not a site' })
  reason!: string;

  @ApiProperty({ example: 'Use the code or the name of a site, or add the site first' })
  fix!: string;
}

export class ImportRowDto implements ImportRow {
  @ApiProperty({ type: 'integer', description: 'As an editor counts, from 1' })
  line!: number;

  @ApiProperty({ enum: IMPORT_OUTCOMES, enumName: 'ImportOutcome' })
  outcome!: ImportOutcome;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The record; of a new one only after the run',
  })
  recordId!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Tag or number' })
  key!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Model or name' })
  label!: string | null;

  @ApiProperty({ type: [ImportChangeDto] })
  changes!: ImportChangeDto[];

  @ApiProperty({ type: [ImportProblemDto] })
  problems!: ImportProblemDto[];
}
