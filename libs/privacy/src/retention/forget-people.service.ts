import { Injectable } from '@nestjs/common';
import { PersonRecords } from '@app/directory';
import { Database } from '@app/platform';
import type { Tx } from '@app/platform';

/** In one transaction: each is whole before it and forgotten after it. One look at the scans serves all of them. */
const PEOPLE_AT_ONCE = 100;

export interface ForgottenPart {
  forgotten: number;
  kept: number;
  /** `false`: nobody waits any more, or the run is over. */
  more: boolean;
}

/** Forgets the next people of a run, and nobody who should be known after all. */
@Injectable()
export class ForgetPeopleService {
  constructor(
    private readonly db: Database,
    private readonly records: PersonRecords,
  ) {}

  /** Safe to repeat, and by two at once: the run's row is the lock. */
  next(runId: string): Promise<ForgottenPart> {
    return this.db.transaction((tx) => this.part(tx, runId), { statementTimeoutMs: 60_000 });
  }

  private async part(tx: Tx, runId: string): Promise<ForgottenPart> {
    const [run] = await tx.query<{ state: string }>('SELECT state FROM retention_run WHERE id = $1 FOR NO KEY UPDATE', [
      runId,
    ]);
    const people = run?.state === 'running' ? await waiting(tx, runId) : [];
    if (people.length === 0) return { forgotten: 0, kept: 0, more: false };
    await tx.query('SELECT privacy_lock_people($1)', [people]);
    // Another statement than the lock's: it sees the loan that was opened while this one waited.
    const kept = await keep(tx, runId, people);
    const forgotten = people.filter((id) => !kept.includes(id));
    if (forgotten.length > 0) await this.forget(tx, runId, forgotten);
    return { forgotten: forgotten.length, kept: kept.length, more: true };
  }

  private async forget(tx: Tx, runId: string, people: readonly string[]): Promise<void> {
    // As text: what comes back is read once more by each function, and never by us.
    const [{ forgotten }] = await tx.query<{ forgotten: string }>('SELECT privacy_forgotten($1)::text AS forgotten', [
      people,
    ]);
    for (const { forget } of this.records.all()) {
      if (forget) await tx.query(`SELECT ${forget}($1::jsonb)`, [forgotten]);
    }
    await tx.execute(
      `UPDATE retention_item SET outcome = 'forgotten', settled_at = clock_timestamp() WHERE run_id = $1 AND person_id = ANY ($2::uuid[])`,
      [runId, people],
    );
  }
}

async function waiting(tx: Tx, runId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT person_id AS id FROM retention_item WHERE run_id = $1 AND planned = 'forget' AND outcome IS NULL ORDER BY person_id LIMIT $2`,
    [runId, PEOPLE_AT_ONCE],
  );
  return rows.map(({ id }) => id);
}

/** Whose years are not over any more, by today's facts and policies, with the reasons. Who was taken back, or merged, is kept too. */
async function keep(tx: Tx, runId: string, people: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE retention_item i SET outcome = 'kept', settled_at = clock_timestamp(), reasons = coalesce(n.reasons, '[]'), until = n.until
     FROM unnest($2::uuid[]) AS p(id) LEFT JOIN privacy_retention(directory_day(clock_timestamp()), $2) AS n ON n.person_id = p.id
     WHERE i.run_id = $1 AND i.person_id = p.id AND n.planned IS DISTINCT FROM 'forget' RETURNING p.id`,
    [runId, people],
  );
  return rows.map(({ id }) => id);
}
