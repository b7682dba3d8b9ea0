import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Viewer } from '@app/platform';
import { deviceRows } from '../devices/device-row.js';
import { DeviceNotFound } from '../inventory.errors.js';
import { deviceInScope, scopeValue } from '../shared/scope.js';
import type { DuplicateDto, LookAlikesDto } from './duplicate.dto.js';
import { LIKENESSES } from './duplicate.dto.js';

const MOST = 20;

/** One rule for a device's page and for the list of the district: neighbours of one order are no look-alikes, so nothing nearer counts. */
const lookOf = (identifier: string): string => `translate(${identifier}.value_key, 'OIL', '011')`;

/** `$1` the device, `$2` the sites. `likeness`: its place in `LIKENESSES`. */
const ALIKE = `SELECT * FROM (
    SELECT DISTINCT ON (d.id) d.id, o.value AS code, CASE
      WHEN o.value_key <> m.value_key THEN 1 WHEN m.kind = 'serial' AND o.kind = 'serial' THEN 0 ELSE 2 END AS likeness
    FROM device_identifier m JOIN device mine ON mine.id = m.device_id
      JOIN device_identifier o ON ${lookOf('o')} = ${lookOf('m')} AND o.device_id <> m.device_id
      JOIN device d ON d.id = o.device_id
    WHERE m.device_id = $1 AND ${deviceInScope('d', '$2')} AND mine.state <> 'void' AND d.state <> 'void'
    ORDER BY d.id, likeness
  ) alike ORDER BY likeness, code, id LIMIT ${MOST}`;

const GROUPS = `SELECT ${lookOf('i')} AS look, array_agg(DISTINCT i.device_id) AS ids
  FROM device_identifier i JOIN device d ON d.id = i.device_id
  WHERE d.state <> 'void' AND ${deviceInScope('d', '$1')} AND ${lookOf('i')} > $2
  GROUP BY 1 HAVING count(DISTINCT i.device_id) > 1 ORDER BY 1 LIMIT $3`;

/** Records that may be one device twice. */
@Injectable()
export class DuplicatesService {
  constructor(private readonly db: Database) {}

  /** Of one device, the most certain first. @throws DeviceNotFound */
  async of(viewer: Viewer, id: string): Promise<DuplicateDto[]> {
    const db = this.db.read;
    const scope = scopeValue(viewer.sitesFor('device:read'));
    const [device] = await db.query(`SELECT FROM device d WHERE d.id = $1 AND ${deviceInScope('d', '$2')}`, [
      id,
      scope,
    ]);
    if (!device) throw new DeviceNotFound();
    const found = await db.query<{ id: string; code: string; likeness: number }>(ALIKE, [id, scope]);
    const rows = await deviceRows(
      db,
      viewer,
      found.map((alike) => alike.id),
    );
    return found.map(({ code, likeness }, index) => ({ code, likeness: LIKENESSES[likeness], device: rows[index] }));
  }

  /** In the whole district, by the same rule. */
  async lookAlikes(viewer: Viewer, { after, limit }: { after?: string; limit: number }): Promise<LookAlikesDto> {
    const db = this.db.read;
    const from = after === undefined ? '' : (decodeCursor(after, 1) ?? [])[0];
    if (typeof from !== 'string') throw invalidField('after', 'must be the `next` of a page of this list');
    const scope = scopeValue(viewer.sitesFor('device:read'));
    const groups = await db.query<{ look: string; ids: string[] }>(GROUPS, [scope, from, limit + 1]);
    const page = groups.slice(0, limit);
    // Two records may be alike by their tags and by their serials: one group.
    const apart = [...new Map(page.map((group) => [group.ids.join(), group])).values()];
    const rows = await deviceRows(
      db,
      viewer,
      apart.flatMap(({ ids }) => ids),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const last = groups.length > limit ? page.at(-1) : undefined;
    return {
      items: apart.map(({ look, ids }) => ({ look, devices: ids.flatMap((id) => byId.get(id) ?? []) })),
      next: last ? encodeCursor([last.look]) : null,
    };
  }
}
