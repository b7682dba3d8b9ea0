import { ApiProperty } from '@nestjs/swagger';
import { FILE_FORMATS, IsChoice, IsCode, IsFlag, IsText, IsUuid, PageQuery } from '@app/platform';
import type { FileFormat, JobRunState } from '@app/platform';
import { BASES } from '@app/privacy';
import type { DisclosureBasis } from '@app/privacy';
import type { AskedExport, ExportRun, ExportVariant } from './export-run.js';
import { VARIANTS } from './export-run.js';

const STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
/** Somebody of the district is no disclosure. */
const OUTSIDE = BASES.filter((basis) => basis !== 'school-official');
const CHOICES = ['names', 'pseudonyms'] as const;

/** What is written at once: no job carries ids. */
const MOST_PICKED = 5_000;

export class ExportsQuery extends PageQuery {}

export class NewExportDto {
  @IsCode({ description: 'A list of `GET /export-lists`', example: 'devices' })
  list!: string;

  @IsText(8_000, {
    optional: true,
    description: "The list's filters and order as its address has them, without `?`",
    example: 'state=missing&sort=-lastSeen',
  })
  query?: string;

  @IsUuid({
    each: true,
    optional: true,
    minItems: 1,
    maxItems: MOST_PICKED,
    description:
      'These rows, all of them, in this order, instead of what `query` finds; for lists of devices and, with names, of people',
  })
  ids?: string[];

  @IsCode({ each: true, minItems: 1, maxItems: 60, description: 'Keys of the columns, in the order of the file' })
  columns!: string[];

  @IsChoice(FILE_FORMATS, { enumName: 'FileFormat' })
  format!: FileFormat;

  @IsChoice(CHOICES, { optional: true, description: 'How people appear; needed when a column is about people' })
  variant?: (typeof CHOICES)[number];

  @IsText(200, { optional: true, description: 'Who gets the file; needed with names' })
  recipient?: string;

  @IsText(500, { optional: true, description: 'What for; needed with names' })
  purpose?: string;

  @IsChoice(OUTSIDE, {
    enumName: 'OutsideBasis',
    optional: true,
    description:
      'The recipient is outside of the district: on what ground. Then each student in the file has a disclosure',
  })
  basis?: DisclosureBasis;

  @IsFlag({ optional: true, description: 'Make a PDF even if it has more than 500 pages' })
  longPdf?: boolean;
}

export const askedOf = (body: NewExportDto): AskedExport => ({
  list: body.list,
  query: body.query ?? '',
  ids: body.ids,
  columns: body.columns,
  format: body.format,
  variant: body.variant ?? null,
  recipient: body.recipient ?? null,
  purpose: body.purpose ?? null,
  basis: body.basis ?? null,
});

export class ExportDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'devices' })
  list!: string;

  @ApiProperty({ description: "The list's name, in the reader's language", example: 'Devices' })
  title!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Its filters in words, in the language of the file; null: all of it',
  })
  words!: string | null;

  @ApiProperty({ description: 'As it was asked for; empty for the whole list', example: 'state=missing' })
  query!: string;

  @ApiProperty({ type: [String], description: "Its heads, in the reader's language", example: ['Asset tag', 'State'] })
  columns!: string[];

  @ApiProperty({ enum: FILE_FORMATS, enumName: 'FileFormat' })
  format!: FileFormat;

  @ApiProperty({ enum: VARIANTS, enumName: 'ExportVariant', description: '`plain`: nothing in it is about people' })
  variant!: ExportVariant;

  @ApiProperty({ type: String, nullable: true })
  recipient!: string | null;

  @ApiProperty({ type: String, nullable: true })
  purpose!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'It went out of the district on this ground' })
  basis!: string | null;

  @ApiProperty({ enum: STATES, enumName: 'JobState' })
  state!: JobRunState;

  @ApiProperty({ type: 'integer', description: 'Rows so far' })
  done!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Of how many; null while nobody knows' })
  total!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'While it waits: how many go before it' })
  before!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed' })
  error!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  rowCount!: number | null;

  @ApiProperty({ type: String, nullable: true })
  fileName!: string | null;

  @ApiProperty({ type: 'integer', format: 'int64', nullable: true })
  byteSize!: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'SHA-256 of the file in hex: shows that a copy is the file',
  })
  sha256!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The file can be fetched until then' })
  expiresAt!: string | null;

  @ApiProperty({ description: 'Whether the file can be fetched' })
  available!: boolean;

  static of(run: ExportRun, { title, columns }: Pick<ExportDto, 'title' | 'columns'>): ExportDto {
    const { id, list, words, query, format, variant, recipient, purpose, basis, state, total, before, error } = run;
    const { rowCount, fileName, byteSize, sha256, createdAt, expiresAt, purgedAt } = run;
    const isKept = run.fileId !== null && purgedAt === null && Date.parse(expiresAt!) > Date.now();
    return {
      ...{ id, list, title, words, query, columns, format, variant, recipient, purpose, basis },
      ...{ state, total, before, error },
      ...{ rowCount, fileName, byteSize, sha256, createdAt, expiresAt },
      done: rowCount ?? run.done,
      available: isKept,
    };
  }
}

export class ExportColumnDto {
  @ApiProperty({ example: 'tag' })
  key!: string;

  @ApiProperty({ example: 'Asset tag' })
  title!: string;

  @ApiProperty({ description: 'Tells about people: needs a variant' })
  people!: boolean;

  @ApiProperty({ description: 'Where names are left out a pseudonym stands for each person; if not, nothing does' })
  coded!: boolean;
}

export class ExportListDto {
  @ApiProperty({ example: 'devices' })
  list!: string;

  @ApiProperty({ example: 'Devices' })
  title!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The field of `query` that it cannot be asked without: there is one list for each',
    example: 'siteId',
  })
  needs!: string | null;

  @ApiProperty({ description: 'Whether the account may take this list along with names' })
  names!: boolean;

  @ApiProperty({
    description: 'It is of people: without columns about them, too, its rows stand in the order of the pseudonyms',
  })
  people!: boolean;

  @ApiProperty({ type: [ExportColumnDto] })
  columns!: ExportColumnDto[];
}

export class ExportListsDto {
  @ApiProperty({ type: [ExportListDto] })
  items!: ExportListDto[];
}
