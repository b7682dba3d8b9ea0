import { Injectable } from '@nestjs/common';
import type { CellKind, CellValue, Db } from '@app/platform';

/** One block of a student's record: a table, in words that a family reads. */
export interface RecordSection {
  title: string;
  columns: readonly { title: string; kind?: CellKind }[];
  rows: readonly (readonly CellValue[])[];
}

/** What a lib holds about people: how it is shown to a family, and how it is forgotten. */
export interface PersonHolding {
  lib: string;
  /** In the record, and when it is forgotten: the person first, since triggers of others ask whether somebody is forgotten. */
  order: number;
  /** For the record of one person, who is known by all of these ids. */
  sections(db: Db, ids: readonly string[]): Promise<RecordSection[]>;
  /** The SQL function that forgets people (`FORGOTTEN` of the platform); `null`: nothing here names anybody. */
  forget: `${string}_forget_people` | null;
  /** What stays when somebody is forgotten, and why; a sentence for whoever decides. */
  stays: string;
}

/** Each lib tells once, when it starts. A lib that keeps a name and is not here would keep it for ever: a test looks. */
@Injectable()
export class PersonRecords {
  private readonly holdings = new Map<string, PersonHolding>();

  register(holding: PersonHolding): void {
    this.holdings.set(holding.lib, holding);
  }

  all(): PersonHolding[] {
    return [...this.holdings.values()].sort((a, b) => a.order - b.order);
  }
}

/** The rows of a statement as cells, in the order of `columns`. */
export async function sectionOf<Row extends object>(
  db: Db,
  title: string,
  columns: readonly (readonly [title: string, key: keyof Row & string, kind?: CellKind])[],
  [sql, values]: readonly [sql: string, values: readonly unknown[]],
): Promise<RecordSection> {
  const rows = await db.query<Row>(sql, values);
  return {
    title,
    columns: columns.map(([head, , kind]) => ({ title: head, ...(kind ? { kind } : {}) })),
    rows: rows.map((row) => columns.map(([, key]) => row[key] as CellValue)),
  };
}
