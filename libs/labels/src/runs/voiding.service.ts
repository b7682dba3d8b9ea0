import { Injectable } from '@nestjs/common';
import type { VoidedTag, VoidedTags } from '@app/inventory';
import type { Db, Viewer } from '@app/platform';
import { Database, JobRuns } from '@app/platform';
import { LabelRunStateConflict } from '../labels.errors.js';
import type { VoidEffectsDto, VoidedReprintDto } from './run.dto.js';
import { RunViewService } from './run-view.service.js';

const NAMED = 20;

/** What was printed of run `$1` again, and of that again. */
const REPRINTS = `r.voided_at IS NULL AND r.id <> $1 AND r.id IN (
  WITH RECURSIVE of_run (id) AS (VALUES ($1::uuid) UNION SELECT a.id FROM label_run a JOIN of_run o ON a.reprint_of = o.id)
  SELECT id FROM of_run)`;

/** Labels that are not to be used, with all that was printed of them again: those bear the same codes. */
@Injectable()
export class VoidingService {
  constructor(
    private readonly db: Database,
    private readonly runs: RunViewService,
    private readonly jobRuns: JobRuns,
  ) {}

  /** Its reprints go with it, and none of the documents is handed out again. @throws LabelRunNotFound, LabelRunOfOthers, LabelRunStateConflict */
  void(viewer: Viewer, id: string, reason: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const { state, voided } = await this.runs.lockToChange(tx, viewer, id);
      if (voided) throw new LabelRunStateConflict('void');
      if (state === 'queued' || state === 'running') throw new LabelRunStateConflict(state);
      const again = await tx.query<{ id: string; jobRunId: string | null }>(
        `SELECT r.id, CASE WHEN r.state IN ('queued', 'running') THEN r.job_run_id END AS "jobRunId"
         FROM label_run r WHERE ${REPRINTS} ORDER BY r.id FOR NO KEY UPDATE`,
        [id],
      );
      for (const { jobRunId } of again) if (jobRunId !== null) await this.jobRuns.cancel(tx, jobRunId);
      await tx.execute(
        `UPDATE label_run SET voided_at = clock_timestamp(), voided_by = $2, void_reason = $3,
           state = CASE WHEN state IN ('queued', 'running') THEN 'cancelled' ELSE state END,
           finished_at = coalesce(finished_at, clock_timestamp())
         WHERE id = ANY ($1::uuid[])`,
        [[id, ...again.map((each) => each.id)], viewer.accountId, reason],
      );
    });
  }

  /** What voiding comes to, before it is done. @throws LabelRunNotFound */
  async effects(viewer: Viewer, id: string): Promise<VoidEffectsDto> {
    const db = this.db.read;
    const { kind } = await this.runs.find(db, viewer, id);
    const reprints = await db.query<VoidedReprintDto>(
      `SELECT r.id, r.items, r.source->>'positions' AS positions, r.created_at AS "createdAt"
       FROM label_run r WHERE ${REPRINTS} ORDER BY r.id`,
      [id],
    );
    const onDevices = kind === 'tag-range' ? await tagsOnDevices(db, id) : { count: 0, tags: [] };
    return { reprints, onDevices };
  }
}

/** For whoever gives devices these tags: which of them are of a voided run. */
export const voidedTags: VoidedTags = (db, tags) =>
  db.query<VoidedTag>(
    `SELECT asked.tag, r.void_reason AS reason FROM unnest($1::text[]) WITH ORDINALITY AS asked (tag, n)
     JOIN label_tag t ON t.value_key = platform_code_key(asked.tag) JOIN label_run r ON r.id = t.run_id
     WHERE r.voided_at IS NOT NULL ORDER BY asked.n`,
    [tags],
  );

async function tagsOnDevices(db: Db, id: string): Promise<VoidEffectsDto['onDevices']> {
  const rows = await db.query<{ tag: string; total: number }>(
    `SELECT i.code AS tag, count(*) OVER () AS total FROM label_item i
     WHERE i.run_id = $1 AND EXISTS (SELECT 1 FROM inventory.v_code c WHERE c.value_key = i.code_key)
     ORDER BY i.position LIMIT ${NAMED}`,
    [id],
  );
  return { count: rows[0]?.total ?? 0, tags: rows.map(({ tag }) => tag) };
}
