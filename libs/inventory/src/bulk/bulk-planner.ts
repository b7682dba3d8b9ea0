import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { newId } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { DeviceFilters } from '../devices/device-filters.js';
import { deviceIdsQuery } from '../devices/device-list.query.js';
import { inOrder } from '../devices/device-selection.js';
import { MOST_SELECTED } from '../devices/device-list.service.js';
import { listQuery } from '../devices/list-query.js';
import { requireRoom } from '../devices/register-device.service.js';
import { FundingService } from '../funding/funding.service.js';
import { deviceInScope, scopeValue } from '../shared/scope.js';
import { StateMoves } from '../states/state-moves.js';
import type { BulkAction } from './bulk-action.js';
import { bulkContext, bulkDevices } from './bulk-devices.js';
import type { BulkActionDto, BulkSelectionDto, PlanBulkDto } from './bulk.dto.js';
import { BulkTooMany } from './bulk.errors.js';
import { actionOf } from './bulk-request.js';
import { leavesProgram, planFor } from './bulk.rules.js';

/** A run of more would lock up its account's day; a district narrows its list. */
export const MOST_DEVICES = MOST_SELECTED;
const AT_ONCE = 5_000;

/** The preview: which devices, and what would happen to each. */
@Injectable()
export class BulkPlanner {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly funding: FundingService,
    private readonly filters: DeviceFilters,
    private readonly moves: StateMoves,
  ) {}

  /** @returns the id of the planned run. @throws BulkTooMany, SiteNotFound, SiteClosed, ReferenceUnknown, FundingInvalid */
  async plan(viewer: Viewer, { action: asked, selection }: PlanBulkDto): Promise<string> {
    const moves = await this.moves.all();
    const query = selection.query === undefined ? null : await listQuery(selection.query);
    if ((query === null) === (selection.ids === undefined)) {
      throw invalidField('selection', 'must have either `ids` or `query`');
    }
    return this.db.transaction(async (tx) => {
      const action = await this.action(tx, viewer, asked);
      const ids = query
        ? await this.matching(tx, viewer, await this.filters.of(tx, viewer, query))
        : await inScope(tx, viewer, selection);
      if (ids.length > MOST_DEVICES) throw new BulkTooMany(MOST_DEVICES);
      const context = await bulkContext(tx, viewer, { moves, reasoned: true });
      const id = newId();
      await insertRun(tx, { id, action, accountId: viewer.accountId, total: ids.length });
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const chunk = ids.slice(from, from + AT_ONCE);
        const byId = new Map((await bulkDevices(tx, chunk)).map((device) => [device.id, device]));
        const devices = chunk.flatMap((each) => byId.get(each) ?? []);
        const plans = devices.map((device) => planFor(action, device, context));
        await insertItems(tx, id, {
          from: from + 1,
          devices: devices.map((device) => device.id),
          reasons: plans.map((plan) => ('refused' in plan ? plan.refused : null)),
          leaving: devices.map((device, at) => ('refused' in plans[at] ? null : leavesProgram(action, device))),
        });
      }
      await tx.execute(COUNT, [id]);
      return id;
    });
  }

  private async action(tx: Tx, viewer: Viewer, asked: BulkActionDto): Promise<BulkAction> {
    const { funding } = asked;
    const split = funding ? await this.funding.splitOf(tx, funding) : funding;
    const action = actionOf(asked, split);
    if (action.kind !== 'move') return action;
    await this.sites.requireOpen(tx, viewer, 'device:edit', [action.siteId]);
    if (action.roomId !== null) await requireRoom(tx, action.siteId, action.roomId);
    return action;
  }

  private async matching(tx: Tx, viewer: Viewer, filter: Awaited<ReturnType<DeviceFilters['of']>>): Promise<string[]> {
    const { sql, values } = deviceIdsQuery(filter, viewer.sitesFor('device:read'), MOST_DEVICES + 1);
    return inOrder(tx, await tx.query<{ id: string }>(sql, values), 'tag');
  }
}

async function inScope(tx: Tx, viewer: Viewer, { ids = [] }: BulkSelectionDto): Promise<string[]> {
  const scope = scopeValue(viewer.sitesFor('device:read'));
  const sql = `SELECT d.id FROM device d WHERE d.id = ANY ($1::uuid[]) AND ${deviceInScope('d', '$2')}`;
  return inOrder(tx, await tx.query<{ id: string }>(sql, [ids, scope]), 'tag');
}

const COUNT = `UPDATE bulk_run SET to_change = n.planned, leaving = n.leaving
  FROM (SELECT count(*) FILTER (WHERE outcome = 'planned') AS planned, count(leaves_funding) AS leaving FROM bulk_run_item WHERE run_id = $1) AS n
  WHERE id = $1`;

const insertRun = (
  tx: Tx,
  { id, action, accountId, total }: { id: string; action: BulkAction; accountId: string | null; total: number },
): Promise<number> =>
  tx.execute(`INSERT INTO bulk_run (id, action, account_id, total, to_change) VALUES ($1, $2::jsonb, $3, $4, 0)`, [
    id,
    JSON.stringify(action),
    accountId,
    total,
  ]);

interface NewItems {
  from: number;
  devices: readonly string[];
  reasons: readonly (string | null)[];
  /** The money of those that leave its program. */
  leaving: readonly (string | null)[];
}

const insertItems = (tx: Tx, runId: string, { from, devices, reasons, leaving }: NewItems): Promise<number> =>
  tx.execute(
    `INSERT INTO bulk_run_item (run_id, position, device_id, outcome, reason, leaves_funding)
     SELECT $1, $2 + i.place - 1, i.device_id, CASE WHEN i.reason IS NULL THEN 'planned' ELSE 'refused' END, i.reason, i.leaving
     FROM unnest($3::uuid[], $4::text[], $5::text[]) WITH ORDINALITY AS i (device_id, reason, leaving, place)`,
    [runId, from, devices, reasons, leaving],
  );
