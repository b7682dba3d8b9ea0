import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor } from '@app/kernel';
import type { PersonDisplay } from '@app/directory';
import { PeopleFacade } from '@app/directory';
import { Database, invalidField } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { DeviceNotFound } from '../inventory.errors.js';
import { deviceInScope, scopeValue } from '../shared/scope.js';
import type { TimelineEventDto, TimelinePageDto, TimelinePersonDto } from './timeline.dto.js';

const EVENTS = `SELECT e.seq, e.type, e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt",
    CASE WHEN e.account_id IS NOT NULL THEN jsonb_build_object('id', e.account_id, 'name', identity_account_name(e.account_id)) END AS account,
    CASE WHEN st.id IS NOT NULL THEN jsonb_build_object('id', st.id, 'name', st.name) END AS station,
    CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) END AS site,
    e.scan_id AS "scanId", e.source, e.before, e.after, 
    CASE WHEN b.reason IS NOT NULL THEN e.evidence || jsonb_build_object('bulkReason', b.reason) ELSE e.evidence END AS evidence, e.reverses_seq AS reverses, r.seq AS "reversedBy"
  FROM device_event e
  LEFT JOIN device_event r ON r.device_id = e.device_id AND r.reverses_seq = e.seq
  LEFT JOIN bulk_run b ON b.id = (e.evidence ->> 'bulkRunId')::uuid
  LEFT JOIN station st ON st.id = e.station_id
  LEFT JOIN site s ON s.id = e.site_id
  WHERE e.device_id = $1 AND e.seq < $2 ORDER BY e.seq DESC LIMIT $3`;

const FIRST = 2_147_483_647;

@Injectable()
export class TimelineService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleFacade,
  ) {}

  /**
   * The ledger of one device, newest first, with the names of everything that it mentions; people by the same rule as
   * in lists. @throws DeviceNotFound
   */
  async page(
    viewer: Viewer,
    deviceId: string,
    { after, limit }: { after?: string; limit: number },
  ): Promise<TimelinePageDto> {
    const db = this.db.read;
    const before = seqOf(after);
    await requireDevice(db, viewer, deviceId);
    const rows = await db.prepared<TimelineEventDto>('inventory_timeline', EVENTS, [deviceId, before, limit + 1]);
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, next: last ? encodeCursor([last.seq]) : null, ...(await this.namesIn(db, viewer, items)) };
  }

  private async namesIn(
    db: Db,
    viewer: Viewer,
    events: readonly TimelineEventDto[],
  ): Promise<Pick<TimelinePageDto, 'people' | 'sites' | 'rooms'>> {
    const people = idsIn(events, ['holder_person_id']);
    const sites = idsIn(events, ['home_site_id', 'location_site_id', 'from_site_id']);
    const rooms = idsIn(events, ['holder_room_id', 'location_room_id', 'holder_cart_id']);
    return {
      people: people.length === 0 ? [] : named(await this.people.display(db, viewer, people)),
      sites:
        sites.length === 0
          ? []
          : await db.query('SELECT id, code, name FROM site WHERE id = ANY ($1::uuid[])', [sites]),
      rooms:
        rooms.length === 0
          ? []
          : await db.query(
              'SELECT id, name FROM room WHERE id = ANY ($1::uuid[]) UNION ALL SELECT id, name FROM cart WHERE id = ANY ($1::uuid[])',
              [rooms],
            ),
    };
  }
}

/** Under the ids that stand in the entries: a record that was merged since goes by its new name. */
const named = (people: ReadonlyMap<string, PersonDisplay>): TimelinePersonDto[] =>
  [...people].map(([id, { display, siteCode, foreign }]) => ({ id, display, siteCode, foreign }));

async function requireDevice(db: Db, viewer: Viewer, id: string): Promise<void> {
  const scope = scopeValue(viewer.sitesFor('device:read'));
  const found = await db.query(`SELECT 1 FROM device d WHERE d.id = $1 AND ${deviceInScope('d', '$2')}`, [id, scope]);
  if (found.length === 0) throw new DeviceNotFound();
}

const idsIn = (events: readonly TimelineEventDto[], keys: readonly string[]): string[] => [
  ...new Set(
    events
      .flatMap(({ before, after }) => keys.flatMap((key) => [before[key], after[key]]))
      .filter((value): value is string => typeof value === 'string'),
  ),
];

function seqOf(after: string | undefined): number {
  if (after === undefined) return FIRST;
  const [seq] = decodeCursor(after, 1) ?? [];
  if (!Number.isSafeInteger(seq) || (seq as number) < 1 || (seq as number) > FIRST) {
    throw invalidField('after', 'must be the `next` of a page of this list');
  }
  return seq as number;
}
