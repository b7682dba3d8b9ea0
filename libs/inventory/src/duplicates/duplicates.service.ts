import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, oneSlipFrom } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Viewer } from '@app/platform';
import { deviceRows } from '../devices/device-row.js';
import { DeviceNotFound } from '../inventory.errors.js';
import { deviceInScope, scopeValue } from '../shared/scope.js';
import type { DuplicateDto, Likeness, LookAlikesDto } from './duplicate.dto.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MOST = 20;

/** `$1` the device, `$2` the sites, `$3` every key one slip from its serial. Tags are numbered: their neighbours are no slips. */
const ALIKE = `WITH mine AS (
    SELECT i.value_key, translate(i.value_key, 'OIL', '011') AS look, i.kind FROM device_identifier i WHERE i.device_id = $1
  ), alike AS (
    SELECT o.device_id, o.value, 1 AS rank, 'same-serial' AS likeness FROM mine m
      JOIN device_identifier o ON o.value_key = m.value_key AND o.kind = 'serial' WHERE m.kind = 'serial'
    UNION ALL
    SELECT o.device_id, o.value, 2, 'look-alike' FROM mine m
      JOIN device_identifier o ON translate(o.value_key, 'OIL', '011') = m.look AND o.kind IN ('serial', 'former-serial')
      WHERE m.kind IN ('serial', 'former-serial') AND o.value_key <> m.value_key
    UNION ALL
    SELECT o.device_id, o.value, 3, 'former-code' FROM mine m JOIN device_identifier o ON o.value_key = m.value_key
      WHERE m.kind <> 'serial' OR o.kind <> 'serial'
    UNION ALL
    SELECT o.device_id, o.value, 4, 'one-slip' FROM device_identifier o
      WHERE o.value_key = ANY ($3::text[]) AND o.kind = 'serial'
  ), best AS (
    SELECT DISTINCT ON (a.device_id) a.device_id, a.value, a.rank, a.likeness FROM alike a WHERE a.device_id <> $1
    ORDER BY a.device_id, a.rank
  )
  SELECT b.device_id AS id, b.value AS code, b.likeness FROM best b JOIN device d ON d.id = b.device_id
  WHERE ${deviceInScope('d', '$2')} AND d.state <> 'void'
  ORDER BY b.rank, b.value, b.device_id LIMIT ${MOST}`;

const GROUPS = `SELECT translate(i.value_key, 'OIL', '011') AS look, array_agg(DISTINCT i.device_id) AS ids
  FROM device_identifier i JOIN device d ON d.id = i.device_id
  WHERE i.kind IN ('serial', 'former-serial') AND d.state <> 'void' AND ${deviceInScope('d', '$1')}
    AND translate(i.value_key, 'OIL', '011') > $2
  GROUP BY 1 HAVING count(DISTINCT i.device_id) > 1 ORDER BY 1 LIMIT $3`;

interface Alike {
  id: string;
  code: string;
  likeness: Likeness;
}

/** Records that may be one device twice. */
@Injectable()
export class DuplicatesService {
  constructor(private readonly db: Database) {}

  /** Of one device, the most certain first. @throws DeviceNotFound */
  async of(viewer: Viewer, id: string): Promise<DuplicateDto[]> {
    const db = this.db.read;
    const scope = scopeValue(viewer.sitesFor('device:read'));
    const [device] = await db.query<{ key: string | null }>(
      `SELECT platform_code_key(d.serial) AS key FROM device d WHERE d.id = $1 AND ${deviceInScope('d', '$2')}`,
      [id, scope],
    );
    if (!device) throw new DeviceNotFound();
    const slips = device.key && device.key.length >= 6 ? oneSlipFrom(device.key, ALPHABET) : [];
    const found = await db.query<Alike>(ALIKE, [id, scope, slips]);
    const rows = await deviceRows(
      db,
      viewer,
      found.map((alike) => alike.id),
    );
    return found.map(({ code, likeness }, index) => ({ code, likeness, device: rows[index] }));
  }

  /** In the whole district: serials that are the same or look the same. What is one slip apart is shown by each device. */
  async lookAlikes(viewer: Viewer, { after, limit }: { after?: string; limit: number }): Promise<LookAlikesDto> {
    const db = this.db.read;
    const from = after === undefined ? '' : (decodeCursor(after, 1) ?? [])[0];
    if (typeof from !== 'string') throw invalidField('after', 'must be the `next` of a page of this list');
    const scope = scopeValue(viewer.sitesFor('device:read'));
    const groups = await db.query<{ look: string; ids: string[] }>(GROUPS, [scope, from, limit + 1]);
    const page = groups.slice(0, limit);
    const rows = await deviceRows(
      db,
      viewer,
      page.flatMap(({ ids }) => ids),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const last = groups.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ look, ids }) => ({ look, devices: ids.flatMap((id) => byId.get(id) ?? []) })),
      next: last ? encodeCursor([last.look]) : null,
    };
  }
}
