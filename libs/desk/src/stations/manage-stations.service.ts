import { Injectable } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { StationChanged, StationNotFound } from '../desk.errors.js';
import type { EditStationDto, StationStateDto } from './station.dto.js';

/** The last session of a station and the last scan in it, both by their indexes. */
const SELECT = `SELECT t.id, t.site_id AS "siteId", s.code AS "siteCode", t.name, t.setup, t.setup_at AS "setupAt", t.active, t.version, t.created_at AS "createdAt",
    coalesce(scan.received_at, u.started_at) AS "lastSeenAt", identity_account_name(u.account_id) AS "lastUsedBy"
  FROM station t JOIN site s ON s.id = t.site_id
  LEFT JOIN LATERAL (SELECT id, started_at, account_id FROM desk_session WHERE station_id = t.id ORDER BY started_at DESC LIMIT 1) u ON true
  LEFT JOIN LATERAL (SELECT received_at FROM scan_event WHERE session_id = u.id ORDER BY seq DESC LIMIT 1) scan ON true`;

const MOST = 5_000;

/** Stations as their administrators see them. */
@Injectable()
export class ManageStationsService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
  ) {}

  list(viewer: Viewer): Promise<StationStateDto[]> {
    const scope = viewer.sitesFor('site:edit');
    return this.db.read.query<StationStateDto>(
      `${SELECT} WHERE $1::uuid[] IS NULL OR t.site_id = ANY ($1) ORDER BY s.code, t.name LIMIT ${MOST}`,
      [scope === 'all' ? null : scope],
    );
  }

  /** @throws StationNotFound, StationChanged, StationNameTaken */
  edit(viewer: Viewer, id: string, { version, name, active }: EditStationDto): Promise<StationStateDto> {
    return this.db.transaction(async (tx) => {
      await lock(tx, viewer, id, version);
      const before = await load(tx, id);
      await tx.execute(
        'UPDATE station SET name = coalesce($2, name), active = coalesce($3, active), version = version + 1 WHERE id = $1',
        [id, name ?? null, active ?? null],
      );
      const after = await load(tx, id);
      const subject = { subjectKind: 'station', subjectId: id };
      await this.log.record(tx, {
        viewer,
        action: 'station.edited',
        ...subject,
        before: facts(before),
        after: facts(after),
      });
      return after;
    });
  }
}

async function lock(tx: Tx, viewer: Viewer, id: string, version: number): Promise<void> {
  const scope = viewer.sitesFor('site:edit');
  const [station] = await tx.query<{ version: number; siteId: string }>(
    'SELECT version, site_id AS "siteId" FROM station WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!station || (scope !== 'all' && !scope.includes(station.siteId))) throw new StationNotFound();
  if (station.version !== version) throw new StationChanged(station.version);
}

async function load(db: Db, id: string): Promise<StationStateDto> {
  const [station] = await db.query<StationStateDto>(`${SELECT} WHERE t.id = $1`, [id]);
  return station;
}

const facts = ({ siteId, name, active }: StationStateDto) => ({ siteId, name, active });
