import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import type { BulkAction } from './bulk-action.js';
import { CHUNK, isAt, SET_FIELDS } from './bulk-chunk.js';
import { lockedBulkDevices } from './bulk-devices.js';
import type { BulkDevice } from './bulk.rules.js';
import { reaches } from '../shared/scope.js';

interface Item {
  deviceId: string;
  seq: number;
  before: Record<string, unknown> | null;
}

const NEXT = `SELECT device_id AS "deviceId", seq, before FROM bulk_run_item WHERE run_id = $1 AND outcome = 'changed'
  ORDER BY position LIMIT $2`;

/** Takes a run back, device by device whole. What happened to a device since is left, and named. */
@Injectable()
export class BulkUndoChunk {
  constructor(private readonly db: Database) {}

  /** @returns how many devices it dealt with; 0: none is left */
  apply(viewer: Viewer, run: { id: string; action: BulkAction }): Promise<number> {
    return this.db.transaction(async (tx) => {
      if (!(await isAt(tx, run.id, 'undoing'))) return 0;
      const items = await tx.query<Item>(NEXT, [run.id, CHUNK]);
      const devices = new Map(
        (
          await lockedBulkDevices(
            tx,
            items.map(({ deviceId }) => deviceId),
          )
        ).map((device) => [device.id, device]),
      );
      const shut = await backToClosed(tx, items);
      const reasons = items.map(
        (item) =>
          leftBecause(viewer, run.action, devices.get(item.deviceId), item) ??
          (shut.has(item.deviceId) ? 'site-closed' : null),
      );
      const back = items.filter((_item, index) => reasons[index] === null);
      await reverse(tx, viewer, run.id, back);
      await restore(tx, back);
      await tx.execute(
        `UPDATE bulk_run_item i SET outcome = CASE WHEN o.reason IS NULL THEN 'undone' ELSE 'left' END, reason = o.reason
         FROM unnest($2::uuid[], $3::text[]) AS o (id, reason) WHERE i.run_id = $1 AND i.device_id = o.id`,
        [run.id, items.map(({ deviceId }) => deviceId), reasons],
      );
      return items.length;
    });
  }
}

const NEEDS: Readonly<Record<BulkAction['kind'], string>> = {
  move: 'device:edit',
  state: 'device:change-state',
  condition: 'device:edit',
  'clear-hold': 'device:clear-hold',
  edit: 'device:edit',
};

/** `null`: it can be taken back. The run's entry must still be the device's last, and its fields as the run left them. */
function leftBecause(viewer: Viewer, action: BulkAction, device: BulkDevice | undefined, item: Item): string | null {
  if (!device || device.lastSeq !== item.seq) return 'moved-on';
  if (!reaches(viewer, NEEDS[action.kind], device)) return 'not-permitted';
  if (action.kind !== 'edit') return null;
  const names = Object.keys(item.before ?? {}) as (keyof typeof action.fields)[];
  return names.every((name) => device[name] === action.fields[name]) ? null : 'moved-on';
}

/** Devices that would go back to a site or a room that was closed since, and is not closed any more while this goes on. */
async function backToClosed(tx: Tx, items: readonly Item[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    `WITH back AS MATERIALIZED (
       SELECT e.device_id, ARRAY[e.before ->> 'home_site_id', e.before ->> 'location_site_id']::uuid[] AS sites, (e.before ->> 'location_room_id')::uuid AS room
       FROM device_event e JOIN unnest($1::uuid[], $2::integer[]) AS i (id, seq) ON e.device_id = i.id AND e.seq = i.seq),
     site_lock AS MATERIALIZED (SELECT id, active FROM site WHERE id IN (SELECT unnest(sites) FROM back) FOR KEY SHARE),
     room_lock AS MATERIALIZED (SELECT id, active FROM room WHERE id IN (SELECT room FROM back) FOR SHARE)
     SELECT b.device_id AS id FROM back b
     WHERE EXISTS (SELECT 1 FROM site_lock s WHERE s.id = ANY (b.sites) AND NOT s.active)
        OR EXISTS (SELECT 1 FROM room_lock r WHERE r.id = b.room AND NOT r.active)`,
    [items.map(({ deviceId }) => deviceId), items.map(({ seq }) => seq)],
  );
  return new Set(rows.map(({ id }) => id));
}

async function reverse(tx: Tx, viewer: Viewer, runId: string, items: readonly Item[]): Promise<void> {
  const events = items.map(({ deviceId, seq }) => ({
    ...{ deviceId, type: 'reversed', reversesSeq: seq, accountId: viewer.accountId, source: 'bulk' },
    evidence: { bulkRunId: runId },
  }));
  await tx.query('SELECT inventory_record_events($1::jsonb)', [JSON.stringify(events)]);
}

async function restore(tx: Tx, items: readonly Item[]): Promise<void> {
  const edited = items.filter(({ before }) => before !== null);
  if (edited.length === 0) return;
  await tx.execute(SET_FIELDS, [
    edited.map(({ deviceId }) => deviceId),
    edited.map(({ before }) => JSON.stringify(before)),
  ]);
}
