import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Page } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import type { BulkAction, BulkFields } from './bulk-action.js';
import type { BulkItemDto, BulkItemsQuery, BulkReasonDto, BulkRunDto } from './bulk.dto.js';
import type { BulkOutcome, BulkRun, OutcomeCount } from './bulk-run.js';
import { findRun, listRuns, outcomesOf } from './bulk-run.js';
import { BULK_REASONS } from './bulk.rules.js';
import { REASON_ABOVE } from './bulk.service.js';

const wordsOf = (reason: string): string => BULK_REASONS[reason] ?? reason;

/** Runs as the pages show them. */
@Injectable()
export class BulkViewService {
  constructor(private readonly db: Database) {}

  /** @throws BulkRunNotFound */
  async get(viewer: Viewer, id: string): Promise<BulkRunDto> {
    return this.shown(viewer, await findRun(this.db.read, viewer, id));
  }

  async list(viewer: Viewer, { after, limit }: { after?: string; limit: number }): Promise<Page<BulkRunDto>> {
    const from = after === undefined ? null : (decodeCursor(after, 1) ?? [])[0];
    if (from !== null && !isId(from)) throw invalidField('after', 'must be the `next` of a page of this list');
    const runs = await listRuns(this.db.read, viewer, from, limit + 1);
    const items = runs.slice(0, limit);
    const last = runs.length > limit ? items.at(-1) : undefined;
    return {
      items: await Promise.all(items.map((run) => this.shown(viewer, run))),
      next: last ? encodeCursor([last.id]) : null,
    };
  }

  /** @throws BulkRunNotFound */
  async items(
    viewer: Viewer,
    id: string,
    { outcome, leaving = false, after, limit }: BulkItemsQuery,
  ): Promise<Page<BulkItemDto>> {
    await findRun(this.db.read, viewer, id);
    const from = after === undefined ? 0 : (decodeCursor(after, 1) ?? [])[0];
    if (!Number.isSafeInteger(from)) throw invalidField('after', 'must be the `next` of a page of this list');
    const rows = await this.db.read.query<BulkItemDto>(
      `SELECT i.position, i.device_id AS "deviceId", d.asset_tag AS tag, d.serial, i.outcome, i.reason, i.leaves_funding AS "leavesFunding"
       FROM bulk_run_item i JOIN device d ON d.id = i.device_id
       WHERE i.run_id = $1 AND i.position > $2 AND ($3::text[] IS NULL OR i.outcome = ANY ($3)) AND (NOT $5 OR i.leaves_funding IS NOT NULL)
       ORDER BY i.position LIMIT $4`,
      [id, from, outcome ?? null, limit + 1, leaving],
    );
    const items = rows.slice(0, limit).map((row) => ({ ...row, reason: row.reason && wordsOf(row.reason) }));
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, next: last ? encodeCursor([last.position]) : null };
  }

  private async shown(viewer: Viewer, run: BulkRun): Promise<BulkRunDto> {
    const counts = await outcomesOf(this.db.read, run.id);
    const [policy] = await this.db.read.query<{ reasonAbove: number }>(REASON_ABOVE);
    const number = (...outcomes: BulkOutcome[]): number =>
      counts.filter((each) => outcomes.includes(each.outcome)).reduce((sum, { count }) => sum + count, 0);
    const { action, accountId, ...rest } = run;
    return {
      ...rest,
      kind: action.kind,
      label: await labelOf(this.db.read, action),
      mine: accountId === viewer.accountId,
      changed: number('changed', 'undone', 'left'),
      undone: number('undone'),
      waiting: number('planned'),
      refused: reasonsOf(counts, 'refused'),
      left: reasonsOf(counts, 'left'),
      reasonNeeded: run.leaving > 0 || run.toChange > (policy?.reasonAbove ?? 0),
    };
  }
}

const reasonsOf = (counts: readonly OutcomeCount[], outcome: BulkOutcome): BulkReasonDto[] =>
  counts
    .filter((each) => each.outcome === outcome)
    .map(({ reason, count }) => ({ reason: reason ?? '', words: wordsOf(reason ?? ''), count }));

/** What a run does, in words: sites, rooms and funding by their present names. */
async function labelOf(db: Db, action: BulkAction): Promise<string> {
  switch (action.kind) {
    case 'move': {
      const [place] = await db.query<{ site: string; room: string | null }>(
        `SELECT s.code AS site, r.name AS room FROM site s LEFT JOIN room r ON r.id = $2 WHERE s.id = $1`,
        [action.siteId, action.roomId],
      );
      const to = [place?.site, place?.room].filter(Boolean).join(', ');
      return `Move to ${to}${action.alsoHome ? ', their home site from now on' : ''}`;
    }
    case 'state':
      return `Change the state to ${action.to.replaceAll('-', ' ')}${action.reason ? ` (${action.reason.replaceAll('-', ' ')})` : ''}`;
    case 'condition':
      return `Set the condition to ${action.condition}`;
    case 'clear-hold':
      return `Clear the hold “${action.hold}” (${action.reason.replaceAll('-', ' ')})`;
    case 'edit':
      return `Set ${(await fieldWords(db, action.fields)).join(', ')}`;
  }
}

async function fieldWords(db: Db, fields: BulkFields): Promise<string[]> {
  const { program, warrantyEndsOn, loanerPool, fundingSplitId } = fields;
  const sources =
    fundingSplitId === null || fundingSplitId === undefined
      ? []
      : await db.query<{ name: string }>(
          `SELECT s.name FROM funding_split_line l JOIN funding_source s ON s.id = l.funding_source_id
           WHERE l.split_id = $1 ORDER BY l.basis_points DESC, s.name`,
          [fundingSplitId],
        );
  return [
    ...(program === undefined ? [] : [`program to ${program ?? '(none)'}`]),
    ...(warrantyEndsOn === undefined ? [] : [`warranty to ${warrantyEndsOn ?? '(none)'}`]),
    ...(loanerPool === undefined ? [] : [loanerPool ? 'loaner pool' : 'no loaner pool']),
    ...(fundingSplitId === undefined ? [] : [`funding to ${sources.map(({ name }) => name).join(', ') || '(none)'}`]),
  ];
}
