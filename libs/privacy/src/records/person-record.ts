import type { RecordSection } from '@app/directory';

/** All that is on record about one student. Instants are ISO 8601 in UTC, days `YYYY-MM-DD`. */
export interface PersonRecord {
  format: 'cubby-student-record/1';
  district: string;
  timeZone: string;
  madeAt: string;
  madeBy: string;
  disclosureId: string;
  sections: RecordSection[];
}

/** As a program reads it: a row is an object, by the heads of its columns. */
export const recordJson = ({ sections, ...record }: PersonRecord): object => ({
  ...record,
  sections: sections.map(({ title, columns, rows }) => ({
    title,
    rows: rows.map((row) => Object.fromEntries(columns.map((column, n) => [column.title, row[n]]))),
  })),
});
