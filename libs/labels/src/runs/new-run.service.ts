import { Injectable } from '@nestjs/common';
import { newId } from '@app/kernel';
import type { Tx, Viewer } from '@app/platform';
import { JobRuns, Jobs } from '@app/platform';
import { LabelContents } from '../contents/label-contents.js';
import { LabelNoRoom, LabelNothing, LabelTooMany } from '../labels.errors.js';
import { MOST_LABELS } from './request.dto.js';
import type { NewItem, RunRecord, RunSource } from './run.js';

export const LABELS_QUEUE = 'labels.run';
/** Drawn while it is downloaded; what is more is a job. */
export const LARGEST_AT_ONCE = 1_000;
const AT_ONCE = 5_000;

export interface LabelTask {
  runId: string;
  jobRunId: string;
}

export interface NewRun {
  id?: string;
  run: RunRecord & { printerId: string | null };
  items: readonly NewItem[];
  pages: number;
  source: RunSource;
  reprintOf?: string;
}

/** The one way into `label_run`. */
@Injectable()
export class NewRunService {
  constructor(
    private readonly contents: LabelContents,
    private readonly jobs: Jobs,
    private readonly jobRuns: JobRuns,
  ) {}

  /** @throws LabelNothing, LabelTooMany, LabelNoRoom */
  async check(run: RunRecord, items: readonly NewItem[]): Promise<void> {
    if (items.length === 0) throw new LabelNothing();
    if (items.length * run.copies > MOST_LABELS) throw new LabelTooMany(MOST_LABELS);
    const { roomCheck } = await import('./room-check.js');
    const without = roomCheck(run, items, this.contents);
    if (without.count > 0) throw new LabelNoRoom(without.items, without.count);
  }

  /** @returns its id */
  async insert(tx: Tx, viewer: Viewer, made: NewRun): Promise<string> {
    const { run, items, pages, source, reprintOf } = made;
    const id = made.id ?? newId();
    const total = items.length * run.copies;
    const atOnce = total <= LARGEST_AT_ONCE;
    const jobRunId = atOnce
      ? null
      : await this.jobRuns.create(tx, { kind: LABELS_QUEUE, total, requestedBy: viewer.accountId, siteId: run.siteId });
    await tx.execute(
      `INSERT INTO label_run (id, kind, state, site_id, account_id, stock_id, stock, arrangement, options, printer_id,
         offset_x_tenths, offset_y_tenths, scale_permille, dpi, start_at, copies, items, pages, source, reprint_of, job_run_id, finished_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9::jsonb, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19::jsonb, $20, $21,
         CASE WHEN $3 = 'done' THEN clock_timestamp() END)`,
      [
        ...[id, run.kind, atOnce ? 'done' : 'queued', run.siteId, viewer.accountId, run.stock.id],
        ...[JSON.stringify(run.stock), run.arrangement, JSON.stringify(run.options), run.printerId],
        ...[run.offsetXTenths, run.offsetYTenths, run.scalePermille, run.dpi, run.startAt, run.copies],
        ...[items.length, pages, JSON.stringify(source), reprintOf ?? null, jobRunId],
      ],
    );
    for (let from = 0; from < items.length; from += AT_ONCE) {
      await insertItems(tx, id, from + 1, items.slice(from, from + AT_ONCE));
    }
    if (jobRunId !== null) await this.jobs.send(tx, LABELS_QUEUE, { runId: id, jobRunId } satisfies LabelTask);
    return id;
  }
}

const insertItems = (tx: Tx, runId: string, from: number, items: readonly NewItem[]): Promise<number> =>
  tx.execute(
    `INSERT INTO label_item (run_id, position, subject_id, code, lines)
     SELECT $1, $2 + i.place - 1, i.subject_id, i.code, CASE WHEN i.lines IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(i.lines)) END
     FROM unnest($3::uuid[], $4::text[], $5::jsonb[]) WITH ORDINALITY AS i (subject_id, code, lines, place)`,
    [
      runId,
      from,
      items.map(({ subjectId }) => subjectId),
      items.map(({ code }) => code),
      items.map(({ lines }) => (lines ? JSON.stringify(lines) : null)),
    ],
  );
