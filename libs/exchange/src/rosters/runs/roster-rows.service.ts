import { Injectable } from '@nestjs/common';
import type { Language, Page } from '@app/kernel';
import { decodeCursor, encodeCursor } from '@app/kernel';
import type { CellProblem } from '@app/platform';
import { Database, invalidField } from '@app/platform';
import { reasonOf } from '../../imports/reasons.js';
import type { RosterRowOutcome } from './roster-run.js';
import { RosterRuns } from './roster-runs.js';

export interface RosterRowFilter {
  outcome?: RosterRowOutcome;
  file?: string;
  /** Only those in whom it changes. */
  field?: string;
  after?: string;
  limit: number;
}

/** One person of a run, or one line that was refused. */
export interface RosterRow {
  seq: number;
  /** `null`: no line of the files is about them. */
  file: string | null;
  line: number | null;
  outcome: RosterRowOutcome;
  personId: string | null;
  /** Number, else the id that the source has for the record. */
  key: string | null;
  label: string | null;
  changes: { field: string; from: string | null; to: string | null }[];
  problems: { field: string | null; value: string | null; code: string; reason: string; fix: string }[];
}

type StoredRow = Omit<RosterRow, 'changes' | 'problems'> & {
  changes: Record<string, [unknown, unknown]> | null;
  problems: CellProblem[] | null;
};

@Injectable()
export class RosterRowsService {
  constructor(
    private readonly db: Database,
    private readonly runs: RosterRuns,
  ) {}

  /** @throws RosterNotFound */
  async list(
    id: string,
    { outcome, file, field, after, limit }: RosterRowFilter,
    language: Language,
  ): Promise<Page<RosterRow>> {
    await this.runs.load(this.db.read, id);
    const rows = await this.db.read.query<StoredRow>(
      `SELECT seq, file, line, outcome, person_id AS "personId", key, label, changes, problems FROM roster_row
       WHERE run_id = $1 AND seq > $2 AND ($3::text IS NULL OR outcome = $3) AND ($4::text IS NULL OR file = $4)
         AND ($5::text IS NULL OR changes ? $5) ORDER BY seq LIMIT $6`,
      [id, seqOf(after), outcome ?? null, file ?? null, field ?? null, limit + 1],
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => shown(row, language)),
      next: last ? encodeCursor([last.seq]) : null,
    };
  }
}

const shown = ({ changes, problems, ...row }: StoredRow, language: Language): RosterRow => ({
  ...row,
  changes: Object.entries(changes ?? {}).map(([field, [from, to]]) => ({ field, from: asText(from), to: asText(to) })),
  problems: (problems ?? []).map((problem) => ({
    field: problem.field === '' ? null : problem.field,
    value: problem.value,
    code: problem.code,
    ...reasonOf(problem, language),
  })),
});

const asText = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

function seqOf(after: string | undefined): number {
  if (after === undefined) return 0;
  const [seq] = decodeCursor(after, 1) ?? [];
  if (typeof seq === 'number' && Number.isInteger(seq) && seq >= 0 && seq <= 2_147_483_647) return seq;
  throw invalidField('after', 'must be the `next` of a page');
}
