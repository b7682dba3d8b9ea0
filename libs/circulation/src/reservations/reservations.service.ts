import { Injectable } from '@nestjs/common';
import { PeopleFacade, SitesFacade } from '@app/directory';
import { InventoryFacade } from '@app/inventory';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Page } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { ReservationNotFound, ReservationNotLive } from '../circulation.errors.js';
import { scopeOf } from '../missing/missing-cases.service.js';
import { holdersOf, NOBODY_KNOWN } from '../shared/holders.js';
import type { ReservationDto, ReservationsQuery } from './reservation.dto.js';

const FIELDS = `r.id, r.state, r.device_id AS "deviceId", r.person_id AS "personId", NULL AS "roomId", r.reserved_at AS "reservedAt", r.version`;
const inScope = (place: string): string =>
  `(${place}::uuid[] IS NULL OR d.home_site_id = ANY (${place}) OR d.location_site_id = ANY (${place}))`;

type Row = Omit<ReservationDto, 'device' | 'person'> & { deviceId: string; personId: string; roomId: null };

@Injectable()
export class ReservationsService {
  constructor(
    private readonly db: Database,
    readonly people: PeopleFacade,
    readonly sites: SitesFacade,
    private readonly inventory: InventoryFacade,
  ) {}

  /** Live reservations of devices in scope, the newest first. */
  async list(viewer: Viewer, query: ReservationsQuery): Promise<Page<ReservationDto>> {
    const db = this.db.read;
    const { deviceId, personId, siteId, limit } = query;
    const rows = await db.query<Row>(
      `SELECT ${FIELDS} FROM reservation r JOIN device d ON d.id = r.device_id
       WHERE r.state = 'live' AND ${inScope('$1')} AND ($2::uuid IS NULL OR r.device_id = $2)
         AND ($3::uuid IS NULL OR r.person_id = ANY (directory_person_ids($3)))
         AND ($4::uuid IS NULL OR d.home_site_id = $4 OR d.location_site_id = $4) AND ($5::uuid IS NULL OR r.id < $5)
       ORDER BY r.id DESC LIMIT $6`,
      [scopeOf(viewer), deviceId ?? null, personId ?? null, siteId ?? null, positionOf(query.after), limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { items: await this.shown(db, viewer, page), next: last ? encodeCursor([last.id]) : null };
  }

  /** @throws ReservationNotFound also for a device outside `device:check-out`; ReservationNotLive */
  cancel(viewer: Viewer, id: string, version: number): Promise<ReservationDto> {
    const scope = viewer.sitesFor('device:check-out');
    return this.db.transaction(async (tx) => {
      const [row] = await tx.query<Row>(
        `SELECT ${FIELDS} FROM reservation r JOIN device d ON d.id = r.device_id
         WHERE r.id = $1 AND ${inScope('$2')} FOR NO KEY UPDATE OF r`,
        [id, scope === 'all' ? null : scope],
      );
      if (!row) throw new ReservationNotFound();
      if (row.state !== 'live' || row.version !== version) throw new ReservationNotLive(row.state, row.version);
      const [ended] = await tx.query<Row>(
        `UPDATE reservation r SET state = 'cancelled', ended_at = clock_timestamp(), ended_by = $2, version = version + 1
         WHERE r.id = $1 RETURNING ${FIELDS}`,
        [id, viewer.accountId],
      );
      return (await this.shown(tx, viewer, [ended]))[0];
    });
  }

  /** By id, for whoever has just made it. */
  async shownById(db: Db, viewer: Viewer, id: string): Promise<ReservationDto> {
    const rows = await db.query<Row>(`SELECT ${FIELDS} FROM reservation r WHERE r.id = $1`, [id]);
    return (await this.shown(db, viewer, rows))[0];
  }

  private async shown(db: Db, viewer: Viewer, rows: readonly Row[]): Promise<ReservationDto[]> {
    const devices = await this.inventory.rows(db, viewer, [...new Set(rows.map(({ deviceId }) => deviceId))]);
    const byId = new Map(devices.map((device) => [device.id, device]));
    const people = await holdersOf(db, viewer, this, rows);
    return rows.flatMap(({ deviceId, personId: _personId, roomId: _roomId, ...row }, index) => {
      const device = byId.get(deviceId);
      return device ? [{ ...row, device, person: people[index] ?? NOBODY_KNOWN }] : [];
    });
  }
}

function positionOf(after: string | undefined): string | null {
  if (after === undefined) return null;
  const [id] = decodeCursor(after, 1) ?? [];
  if (!isId(id)) throw invalidField('after', 'must be the `next` of a page of this list');
  return id;
}
