import { Inject, Injectable } from '@nestjs/common';
import { InventoryFacade } from '@app/inventory';
import type { Tx } from '@app/platform';
import { Database } from '@app/platform';
import { ChangedSinceDryRun } from '../exchange.errors.js';
import { PLANS } from './import-kinds.js';
import type { ImportCounts, ImportRun, NewModel, VoidedTagLines } from './import-run.js';
import { ImportRuns } from './import-runs.js';
import type { Progress } from './staging.js';
import { Staging } from './staging.js';

type PlanCounts = Omit<ImportCounts, 'newModels' | 'existing' | 'voidedTags'>;
/** Tags that are asked about at once. */
const TAGS_AT_ONCE = 10_000;
const MOST_NAMED = 20;

const CHECK_MAY_TAKE_MS = 3_600_000;
/** Behind every line of a file. */
export const LAST_LINE = 2_147_483_647;

/** The dry run: what each line of the file would do. Writes the plan and nothing else. */
@Injectable()
export class Planner {
  constructor(
    private readonly db: Database,
    private readonly runs: ImportRuns,
    private readonly staging: Staging,
    @Inject(InventoryFacade) private readonly tags: Pick<InventoryFacade, 'voidedTags'>,
  ) {}

  async plan(run: ImportRun, progress: Progress): Promise<ImportCounts> {
    const lines = await this.staging.fill(run, progress);
    await this.db.transaction((tx) => this.writePlan(tx, run), { statementTimeoutMs: CHECK_MAY_TAKE_MS });
    await progress(lines);
    await this.staging.analyze('rows');
    return this.db.transaction(
      async (tx) => {
        const predicted = await this.counts(tx, run);
        await this.runs.checked(tx, run.id, predicted);
        return predicted;
      },
      { statementTimeoutMs: CHECK_MAY_TAKE_MS },
    );
  }

  /**
   * Lines that cannot be carried out since the dry run, for a reason that is theirs alone: refused with it, and the rest goes on.
   * @returns how many
   */
  async refuseLapsed(tx: Tx, run: ImportRun, from: number, to: number): Promise<number> {
    const { lapsed } = PLANS[run.kind];
    if (!lapsed) return 0;
    return tx.execute(
      `UPDATE import_row r SET outcome = 'refuse', record_id = NULL, changes = NULL, problems = l.problems
       FROM ${lapsed} l WHERE r.run_id = $1 AND r.line = l.line`,
      [run.id, from, to],
    );
  }

  /** After a run: what it was, where lines lapsed. */
  async countsAfter(tx: Tx, run: ImportRun): Promise<ImportCounts> {
    const [row] = await tx.query<{ counts: PlanCounts }>('SELECT exchange_count_plan($1) AS counts', [run.id]);
    return { ...run.predicted!, ...row.counts };
  }

  /**
   * Compares the plan with what the same file would do now, behind the line `from`. The difference is looked for with the
   * records of the plan locked, so that what was shown is what happens.
   * @throws ChangedSinceDryRun
   */
  async verify(tx: Tx, run: ImportRun, from: number): Promise<void> {
    const [different] = await tx.query<{ line: number }>(
      `SELECT coalesce(r.line, c.line) AS line
       FROM (SELECT * FROM import_row WHERE run_id = $1 AND line >= $3) r
       FULL JOIN ${this.trueOutcomes(run)} c ON c.line = r.line
       WHERE r.outcome IS DISTINCT FROM c.outcome OR r.changes IS DISTINCT FROM c.changes OR r.problems IS DISTINCT FROM c.problems
          OR (r.outcome <> 'create' AND r.record_id IS DISTINCT FROM c.record_id)
       LIMIT 1`,
      [run.id, JSON.stringify(run.options), from, LAST_LINE],
    );
    if (different) throw new ChangedSinceDryRun({ line: different.line });
  }

  /** A line whose cells are shifted has one reason, whatever the check makes of its cells. */
  private trueOutcomes({ kind }: ImportRun): string {
    return `(SELECT p.line, p.outcome, p.record_id, p.key, p.label, p.changes,
        CASE WHEN p.outcome = 'refuse' THEN exchange_true_reasons(p.problems) ELSE p.problems END AS problems FROM ${PLANS[kind].check} p)`;
  }

  private async writePlan(tx: Tx, run: ImportRun): Promise<void> {
    await tx.execute('DELETE FROM import_row WHERE run_id = $1', [run.id]);
    await tx.execute(
      `INSERT INTO import_row (run_id, line, outcome, record_id, key, label, changes, problems)
       SELECT $1, c.line, c.outcome, c.record_id, c.key, c.label, c.changes, c.problems FROM ${this.trueOutcomes(run)} c`,
      [run.id, JSON.stringify(run.options), 1, LAST_LINE],
    );
  }

  private async counts(tx: Tx, run: ImportRun): Promise<ImportCounts> {
    const [row] = await tx.query<{ counts: PlanCounts }>('SELECT exchange_count_plan($1) AS counts', [run.id]);
    const [existing] = await tx.query<{ n: number }>(PLANS[run.kind].existing);
    const ofDevices = run.kind === 'devices';
    const voidedTags = ofDevices ? await this.voidedTags(tx, run.id) : null;
    return {
      ...row.counts,
      newModels: ofDevices ? await newModels(tx, run.id) : [],
      existing: existing?.n ?? 0,
      ...(voidedTags && { voidedTags }),
    };
  }

  private async voidedTags(tx: Tx, runId: string): Promise<VoidedTagLines | null> {
    const given = await tx.query<{ line: number; tag: string }>(
      `SELECT r.line, d.tag FROM import_row r JOIN import_device d ON d.run_id = r.run_id AND d.line = r.line
       WHERE r.run_id = $1 AND d.tag IS NOT NULL AND (r.outcome = 'create' OR (r.outcome = 'change' AND r.changes ? 'tag'))
       ORDER BY r.line`,
      [runId],
    );
    // Each tag stands in one line of a plan.
    const lines = new Map(given.map(({ line, tag }) => [tag, line]));
    const items: VoidedTagLines['items'] = [];
    for (let from = 0; from < given.length; from += TAGS_AT_ONCE) {
      const tags = given.slice(from, from + TAGS_AT_ONCE).map(({ tag }) => tag);
      const voided = await this.tags.voidedTags(tx, tags);
      items.push(...voided.map((each) => ({ ...each, line: lines.get(each.tag)! })));
    }
    return items.length > 0 ? { count: items.length, items: items.slice(0, MOST_NAMED) } : null;
  }
}

const newModels = (tx: Tx, runId: string): Promise<NewModel[]> =>
  tx.query<NewModel>(
    `SELECT maker, model, device_class AS "deviceClass", lines FROM inventory_new_models($1, 1, $2) ORDER BY lines DESC, maker, model LIMIT 200`,
    [runId, LAST_LINE],
  );
