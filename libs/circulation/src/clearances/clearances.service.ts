import { Injectable } from '@nestjs/common';
import type { PersonDto } from '@app/directory';
import { PeopleFacade } from '@app/directory';
import { AccessLog } from '@app/identity';
import { InventoryFacade } from '@app/inventory';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Page } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { ClearanceNotFound, ClearanceNotOpen } from '../circulation.errors.js';
import type { ClearanceDetailDto, ClearanceDto, ClearanceItemDto, ClearancesQuery } from './clearance.dto.js';

const FIELDS = `c.id, c.state, CASE WHEN m.id IS NULL THEN 'withdrawn' ELSE 'moved' END AS reason, c.person_id AS "personId",
  jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) AS site,
  CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('id', m.id, 'code', m.code, 'name', m.name) END AS "movedTo",
  c.due_on AS "dueOn", c.state = 'open' AND c.overdue_on <= directory_day(clock_timestamp()) AS overdue,
  n.owed, n."owedDevices", n.items, c.closed_at AS "closedAt", c.version`;
const OF_CLEARANCE = `JOIN site s ON s.id = c.site_id LEFT JOIN site m ON m.id = c.moved_to_site_id JOIN person p ON p.id = c.person_id
  CROSS JOIN LATERAL (SELECT count(*)::int AS items, count(*) FILTER (WHERE i.state = 'owed')::int AS owed,
      count(*) FILTER (WHERE i.state = 'owed' AND i.kind = 'device')::int AS "owedDevices"
    FROM clearance_item i WHERE i.clearance_id = c.id) AS n`;

/** At one of these sites: that the person left, or where they are now. */
const AT = (place: string): string =>
  `(${place}::uuid[] IS NULL OR c.site_id = ANY (${place}) OR c.moved_to_site_id = ANY (${place}))`;

/** What is owed to a school is let go by that school. */
const LEFT = '($2::uuid[] IS NULL OR c.site_id = ANY ($2))';

type Row = Omit<ClearanceDto, 'person' | 'display'> & { personId: string };
type DetailRow = Row & Pick<ClearanceDetailDto, 'note' | 'overdueOn' | 'closedByName' | 'language'>;

@Injectable()
export class ClearancesService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleFacade,
    private readonly inventory: InventoryFacade,
    private readonly accessLog: AccessLog,
  ) {}

  /** Clearances of the sites where the viewer sees people. */
  async list(viewer: Viewer, query: ClearancesQuery): Promise<Page<ClearanceDto>> {
    const db = this.db.read;
    const position = positionOf(query.after);
    const states = query.state ?? (query.personId === undefined ? ['open'] : null);
    // The page first, then what its clearances owe: counted before, it would be counted for all of them.
    const rows = await db.query<Row>(
      `SELECT ${FIELDS} FROM (
         SELECT c.* FROM clearance c
         WHERE ${AT('$1')} AND ${AT('$2')}
           AND ${states?.length === 1 ? 'c.state = ($3::text[])[1]' : '($3::text[] IS NULL OR c.state = ANY ($3))'}
           AND ($4::text[] IS NULL OR EXISTS (SELECT FROM person p WHERE p.id = c.person_id AND p.homeroom = ANY ($4)))
           AND ($5::boolean IS NULL OR (c.state = 'open' AND c.overdue_on <= directory_day(clock_timestamp())) = $5)
           AND ($6::int IS NULL OR c.due_on <= directory_day(clock_timestamp()) - $6)
           AND ($7::uuid IS NULL OR c.person_id = ANY (directory_person_ids($7)))
           AND ($8::date IS NULL OR (c.due_on, c.id) > ($8, $9::uuid))
         ORDER BY c.due_on, c.id LIMIT $10) AS c ${OF_CLEARANCE}
       ORDER BY c.due_on, c.id`,
      [
        ...[scopeOf(viewer), query.site ?? null, states, query.homeroom ?? null, query.overdue ?? null],
        ...[query.olderThan ?? null, query.personId ?? null, position?.dueOn ?? null, position?.id ?? null],
        query.limit + 1,
      ],
    );
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return { items: await this.named(db, viewer, page), next: last ? encodeCursor([last.dueOn, last.id]) : null };
  }

  /** One clearance with its items, as the slip shows it; a look at a student. @throws ClearanceNotFound */
  async get(viewer: Viewer, id: string): Promise<ClearanceDetailDto> {
    const db = this.db.read;
    const detail = await this.detail(db, viewer, id, AT('$2'));
    if (detail.person) {
      await this.accessLog.record(db, {
        ...{ viewer, action: 'clearance.viewed', personId: detail.person.id, siteId: detail.site.id },
        route: 'GET /api/v1/clearances/:id',
      });
    }
    return detail;
  }

  /** Lets go what is still owed. @throws ClearanceNotFound, ClearanceNotOpen */
  close(viewer: Viewer, id: string, version: number, note: string): Promise<ClearanceDetailDto> {
    return this.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM clearance WHERE id = $1 FOR NO KEY UPDATE', [id]);
      const { state, version: now } = await this.detail(tx, viewer, id, LEFT, PERMISSION_TO_CLOSE);
      if (state !== 'open' || now !== version) throw new ClearanceNotOpen(state, now);
      await tx.execute('UPDATE clearance SET note = $2, closed_by = $3 WHERE id = $1', [id, note, viewer.accountId]);
      await tx.execute(
        `UPDATE clearance_item SET state = 'excepted', settled_at = clock_timestamp() WHERE clearance_id = $1 AND state = 'owed'`,
        [id],
      );
      await tx.query('SELECT circulation_sum_clearance($1)', [id]);
      return this.detail(tx, viewer, id, LEFT, PERMISSION_TO_CLOSE);
    });
  }

  private async detail(
    db: Db,
    viewer: Viewer,
    id: string,
    inScope: string,
    permission?: string,
  ): Promise<ClearanceDetailDto> {
    const [row] = await db.query<DetailRow>(
      `SELECT ${FIELDS}, c.note, c.overdue_on AS "overdueOn", identity_account_name(c.closed_by) AS "closedByName", p.language
       FROM clearance c ${OF_CLEARANCE} WHERE c.id = $1 AND ${inScope}`,
      [id, scopeOf(viewer, permission)],
    );
    if (!row) throw new ClearanceNotFound();
    const [shown] = await this.named(db, viewer, [row]);
    const items = await db.query<Omit<ClearanceItemDto, 'device'> & { deviceId: string }>(
      `SELECT i.id, i.device_id AS "deviceId", t.name AS accessory, coalesce(a.given, 1) AS given, i.state, i.settled_at AS "settledAt",
         l.loaned_at AS "loanedAt", coalesce(v.owed, (i.kind = 'device' AND l.returned_at IS NULL)::int) AS out
       FROM clearance_item i JOIN loan l ON l.id = i.loan_id LEFT JOIN loan_accessory a ON a.id = i.line_id
       LEFT JOIN accessory_type t ON t.id = a.accessory_type_id LEFT JOIN circulation.v_accessory v ON v.id = i.line_id
       WHERE i.clearance_id = $1 ORDER BY l.loaned_at, l.id, i.kind = 'accessory', t.kind <> 'charger', t.name`,
      [id],
    );
    const devices = await this.inventory.rows(db, viewer, [...new Set(items.map(({ deviceId }) => deviceId))]);
    const byId = new Map(devices.map((device) => [device.id, device]));
    const lines = items.flatMap(({ deviceId, ...item }) => {
      const device = byId.get(deviceId);
      return device ? [{ ...item, device }] : [];
    });
    const { note, overdueOn, closedByName } = row;
    return { ...shown, note, overdueOn, closedByName, language: shown.person && row.language, lines };
  }

  /** With the people as they are called now; of whoever is of other sites by now, the initials. */
  private async named(db: Db, viewer: Viewer, rows: readonly Row[]): Promise<ClearanceDto[]> {
    const ids = [...new Set(rows.map(({ personId }) => personId))];
    const [people, shown] = [await this.people.rows(db, viewer, ids), await this.people.display(db, viewer, ids)];
    const byId = new Map<string, PersonDto>(people.map((person) => [person.id, person]));
    return rows.map(({ personId, ...row }) => {
      const { id, state, reason, site, movedTo, dueOn, overdue, owed, owedDevices, items, closedAt, version } = row;
      const [person, display] = [byId.get(personId) ?? null, shown.get(personId)!.display];
      return {
        ...{ id, state, reason, person, display, site, movedTo, dueOn },
        ...{ overdue, owed, owedDevices, items, closedAt, version },
      };
    });
  }
}

/** Whoever reviews what is missing also lets go what will not come back. */
export const PERMISSION_TO_CLOSE = 'device:propose-write-off';

const scopeOf = (viewer: Viewer, permission = 'person:read'): readonly string[] | null => {
  const scope = viewer.sitesFor(permission);
  return scope === 'all' ? null : scope;
};

function positionOf(after: string | undefined): { dueOn: string; id: string } | null {
  if (after === undefined) return null;
  const [dueOn, id] = decodeCursor(after, 2) ?? [];
  if (typeof dueOn !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(dueOn) || !isId(id))
    throw invalidField('after', 'must be the `next` of a page of this list');
  return { dueOn, id };
}
