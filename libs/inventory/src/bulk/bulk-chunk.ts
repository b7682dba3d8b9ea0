import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { DomainError } from '@app/kernel';
import { Database } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { requireRoom } from '../devices/register-device.service.js';
import { DeviceStateChanged } from '../inventory.events.js';
import { recordEvents } from '../ledger/ledger.js';
import { StateMoves } from '../states/state-moves.js';
import type { BulkAction } from './bulk-action.js';
import { bulkContext, lockedBulkDevices } from './bulk-devices.js';
import type { BulkDevice, BulkPlan } from './bulk.rules.js';
import { planFor } from './bulk.rules.js';

/** Devices of one transaction: a desk that wants one of them waits for a fraction of a second. */
export const CHUNK = 250;

export interface ChunkRun {
  id: string;
  action: BulkAction;
  reason: string | null;
}

interface Done {
  device: BulkDevice;
  plan: Exclude<BulkPlan, { refused: string }>;
}

/** Changes some of a run's devices, each whole: its ledger entry, its fields and its outcome commit together. */
@Injectable()
export class BulkChunk {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly moves: StateMoves,
  ) {}

  /** @returns how many devices it dealt with; 0: none is left, or the run was stopped */
  async apply(viewer: Viewer, run: ChunkRun): Promise<number> {
    try {
      return await this.some(viewer, run, CHUNK);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // One device that the database refuses must not keep its neighbours back.
      return await this.one(viewer, run);
    }
  }

  private async one(viewer: Viewer, run: ChunkRun): Promise<number> {
    try {
      return await this.some(viewer, run, 1);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.db.transaction((tx) => tx.execute(REFUSE_NEXT, [run.id]));
    }
  }

  private async some(viewer: Viewer, run: ChunkRun, most: number): Promise<number> {
    const moves = await this.moves.all();
    return this.db.transaction(async (tx) => {
      if (!(await isAt(tx, run.id, 'running'))) return 0;
      const items = await tx.query<{ deviceId: string }>(NEXT, [run.id, most]);
      if (items.length === 0) return 0;
      const closed = await this.placeClosed(tx, viewer, run.action);
      const ids = items.map(({ deviceId }) => deviceId);
      const context = await bulkContext(tx, viewer, { moves, reasoned: run.reason !== null });
      const devices = await lockedBulkDevices(tx, ids);
      const plans = devices.map((device): [BulkDevice, BulkPlan] => [
        device,
        closed ? { refused: 'site-closed' } : planFor(run.action, device, context),
      ]);
      const refused = plans.flatMap(([{ id }, plan]) => ('refused' in plan ? [{ id, reason: plan.refused }] : []));
      const done = plans.flatMap(([device, plan]) => ('refused' in plan ? [] : [{ device, plan }]));
      await refuse(tx, run.id, refused);
      await change(tx, viewer, run, done);
      return items.length;
    });
  }

  /** A site or room may have been closed since the preview. */
  private async placeClosed(tx: Tx, viewer: Viewer, action: BulkAction): Promise<boolean> {
    if (action.kind !== 'move') return false;
    try {
      await this.sites.requireOpen(tx, viewer, 'device:edit', [action.siteId]);
      if (action.roomId !== null) await requireRoom(tx, action.siteId, action.roomId);
      return false;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return true;
    }
  }
}

/** A rule said no; a database that cannot be reached says nothing about the device. */
const isRefusal = (error: unknown): boolean => error instanceof DomainError && error.kind !== 'unavailable';

/**
 * Takes the run's row, and notes that it moves: two workers that have it by turns do no harm, and a cancel comes between two
 * chunks.
 */
export async function isAt(tx: Tx, runId: string, state: 'running' | 'undoing'): Promise<boolean> {
  return (
    (await tx.execute(`UPDATE bulk_run SET moved_at = clock_timestamp() WHERE id = $1 AND state = $2`, [
      runId,
      state,
    ])) > 0
  );
}

const NEXT = `SELECT device_id AS "deviceId" FROM bulk_run_item WHERE run_id = $1 AND outcome = 'planned'
  ORDER BY position LIMIT $2`;

const REFUSE_NEXT = `UPDATE bulk_run_item SET outcome = 'refused', reason = 'refused'
  WHERE run_id = $1 AND position = (SELECT min(position) FROM bulk_run_item WHERE run_id = $1 AND outcome = 'planned')`;

const refuse = (tx: Tx, runId: string, items: readonly { id: string; reason: string }[]): Promise<number> =>
  tx.execute(
    `UPDATE bulk_run_item i SET outcome = 'refused', reason = r.reason
     FROM unnest($2::uuid[], $3::text[]) AS r (id, reason) WHERE i.run_id = $1 AND i.device_id = r.id`,
    [runId, items.map(({ id }) => id), items.map(({ reason }) => reason)],
  );

async function change(tx: Tx, viewer: Viewer, run: ChunkRun, done: readonly Done[]): Promise<void> {
  if (done.length === 0) return;
  const recorded = await recordEvents(
    tx,
    viewer,
    'bulk',
    done.map(({ device, plan: { event } }) => ({
      ...event,
      deviceId: device.id,
      evidence: { ...event.evidence, bulkRunId: run.id },
    })),
  );
  if (run.action.kind === 'edit') await setFields(tx, done);
  const before = done.map(({ device, plan }) => {
    const names = Object.keys(plan.fields) as (keyof typeof plan.fields)[];
    return names.length === 0 ? null : JSON.stringify(Object.fromEntries(names.map((name) => [name, device[name]])));
  });
  await tx.execute(
    `UPDATE bulk_run_item i SET outcome = 'changed', seq = c.seq, before = c.before::jsonb
     FROM unnest($2::uuid[], $3::integer[], $4::text[]) AS c (id, seq, before) WHERE i.run_id = $1 AND i.device_id = c.id`,
    [run.id, recorded.map(({ deviceId }) => deviceId), recorded.map(({ seq }) => seq), before],
  );
  await tell(tx, viewer, done, new Map(recorded.map(({ deviceId, seq }) => [deviceId, seq])));
}

/** The fields of each device as JSON; a field that is not there stays. */
export const SET_FIELDS = `UPDATE device d SET version = version + 1,
    program = CASE WHEN f.fields ? 'program' THEN f.fields ->> 'program' ELSE program END,
    warranty_ends_on = CASE WHEN f.fields ? 'warrantyEndsOn' THEN (f.fields ->> 'warrantyEndsOn')::date ELSE warranty_ends_on END,
    loaner_pool = CASE WHEN f.fields ? 'loanerPool' THEN (f.fields ->> 'loanerPool')::boolean ELSE loaner_pool END,
    funding_split_id = CASE WHEN f.fields ? 'fundingSplitId' THEN (f.fields ->> 'fundingSplitId')::uuid ELSE funding_split_id END
  FROM (SELECT id, fields::jsonb AS fields FROM unnest($1::uuid[], $2::text[]) AS g (id, fields)) AS f WHERE d.id = f.id`;

const setFields = (tx: Tx, done: readonly Done[]): Promise<number> =>
  tx.execute(SET_FIELDS, [done.map(({ device }) => device.id), done.map(({ plan }) => JSON.stringify(plan.fields))]);

/** The news of the moves, in one statement. */
async function tell(tx: Tx, viewer: Viewer, done: readonly Done[], seqs: ReadonlyMap<string, number>): Promise<void> {
  const news = done.flatMap(({ device, plan }) => {
    if (!plan.news) return [];
    const { id: deviceId, state: from, locationSiteId: siteId } = device;
    const { to, action } = plan.news;
    return [{ deviceId, from, to, action, siteId, seq: seqs.get(deviceId)!, accountId: viewer.accountId }];
  });
  if (news.length === 0) return;
  await tx.query('SELECT platform_publish($1, n) FROM jsonb_array_elements($2::jsonb) AS n', [
    DeviceStateChanged.type,
    JSON.stringify(news),
  ]);
}
