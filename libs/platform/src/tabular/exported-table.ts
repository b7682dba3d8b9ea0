import type { Language } from '@app/kernel';

export const FILE_FORMATS = ['csv', 'xlsx', 'pdf'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

/** `day`: `YYYY-MM-DD`. `instant`: ISO 8601 in UTC; written on the district's clock. */
export type CellKind = 'text' | 'number' | 'day' | 'instant';
export type CellValue = string | number | null;

export interface TableColumn {
  title: string;
  /** Default `text`: a tag or a number of a person keeps its zeros. */
  kind?: CellKind;
}

/** What rows are in print. */
export interface PrintedRows {
  /** On a page that is full. */
  aPage: number;
  /** Of the file, for each row. */
  bytes: number;
}

export interface TableFile {
  title: string;
  columns: readonly TableColumn[];
  /** Some rows at a time, each with a value for each column. Read only as fast as the file is taken. */
  rows: AsyncIterable<readonly (readonly CellValue[])[]>;
  /** IANA name: the clock of instants. */
  timeZone: string;
  language: Language;
  /** What the rows are, in words (the filters): a printed list says it under its title. */
  words?: string;
  /** Whose it is and who made it: the foot of each printed page. */
  from?: string;
}
