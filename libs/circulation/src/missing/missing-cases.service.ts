import { Injectable } from '@nestjs/common';
import { PeopleFacade, SitesFacade, totalOf } from '@app/directory';
import { AccessLog } from '@app/identity';
import { InventoryFacade } from '@app/inventory';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { holdersOf } from '../shared/holders.js';
import { CASE_FIELDS, CASE_SITE, casesInScope } from './missing-case.sql.js';
import type { MissingCaseDto, MissingCasesPageDto, MissingCasesQuery, PersonMissingCasesDto } from './missing.dto.js';

export type CaseRow = Omit<MissingCaseDto, 'device' | 'holder'> & {
  deviceId: string;
  personId: string | null;
  roomId: string | null;
  cartId: string | null;
  cartSlot: number | null;
};

const PERSON = `c.holder_person_id = ANY (directory_person_ids($1))`;
/** A report in error says nothing about the holder. */
const COUNTS = `c.closed_as IS DISTINCT FROM 'reported-in-error'`;

const found = (
  scope: readonly string[] | null,
): string => `FROM missing_case c ${CASE_SITE} JOIN device d ON d.id = c.device_id
  WHERE ${casesInScope(scope, '$1')} AND ($2::uuid[] IS NULL OR c.site_id = ANY ($2)) AND ($3::text[] IS NULL OR c.state = ANY ($3))
    AND ($4::text[] IS NULL OR c.kind = ANY ($4)) AND ($5::text[] IS NULL OR c.next_step = ANY ($5))
    AND ($6::boolean IS NULL OR (c.next_due_on < directory_day(clock_timestamp())) = $6)
    AND ($7::boolean IS NULL OR (c.state = 'open' AND EXISTS (
      SELECT 1 FROM write_off w WHERE w.case_id = c.id AND w.state = 'proposed')) = $7)`;

@Injectable()
export class MissingCasesService {
  constructor(
    private readonly db: Database,
    readonly people: PeopleFacade,
    readonly sites: SitesFacade,
    private readonly inventory: InventoryFacade,
    private readonly accessLog: AccessLog,
  ) {}

  /** Cases in scope, the first due first; those without a step to come follow, the newest first. @throws SiteNotFound */
  async list(viewer: Viewer, query: MissingCasesQuery): Promise<MissingCasesPageDto> {
    const db = this.db.read;
    const position = duePosition(query.after);
    const sites = await this.sites.named(db, viewer, 'device:read', query.site);
    const { state, kind, step, overdue, pending, limit } = query;
    const scope = scopeOf(viewer);
    const from = found(scope);
    const asked = [scope, sites, state, kind, step, overdue, pending].map((value) => value ?? null);
    const rows = await db.query<CaseRow & { due: string }>(pageOf(from, position !== null), [
      ...asked,
      limit + 1,
      ...(position ? [position.due, position.id] : []),
    ]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const items = await this.shown(
      db,
      viewer,
      page.map(({ due: _due, ...row }) => row),
    );
    const total = await totalOf(db, from, asked);
    return { items, next: last ? encodeCursor([last.due, last.id]) : null, total };
  }

  /** Every case of a device. @throws DeviceNotFound */
  async ofDevice(viewer: Viewer, deviceId: string): Promise<MissingCaseDto[]> {
    const db = this.db.read;
    await this.inventory.require(db, viewer, deviceId);
    const rows = await db.query<CaseRow>(
      `SELECT ${CASE_FIELDS} FROM missing_case c ${CASE_SITE} WHERE c.device_id = $1 ORDER BY c.opened_seq DESC`,
      [deviceId],
    );
    return this.shown(db, viewer, rows);
  }

  /** What went missing while a person had it. @throws PersonNotFound outside `person:read` */
  async ofPerson(viewer: Viewer, personId: string): Promise<PersonMissingCasesDto> {
    const db = this.db.read;
    const { id, primarySiteId } = await this.people.require(db, viewer, 'person:read', personId);
    await this.accessLog.look(db, {
      viewer,
      action: 'missing-cases.viewed',
      personId: id,
      siteId: primarySiteId,
      route: 'GET /api/v1/people/:id/missing-cases',
    });
    const rows = await db.query<CaseRow>(
      `SELECT ${CASE_FIELDS} FROM missing_case c ${CASE_SITE} WHERE ${PERSON} ORDER BY c.reported_at DESC, c.id DESC LIMIT 50`,
      [personId],
    );
    return { items: await this.shown(db, viewer, rows), total: await this.countOf(db, personId) };
  }

  async countOf(db: Db, personId: string): Promise<number> {
    const [{ count }] = await db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM missing_case c WHERE ${PERSON} AND ${COUNTS}`,
      [personId],
    );
    return count;
  }

  /** With devices and holders as this viewer may see them. */
  async shown(db: Db, viewer: Viewer, rows: readonly CaseRow[]): Promise<MissingCaseDto[]> {
    const devices = await this.inventory.rows(db, viewer, [...new Set(rows.map(({ deviceId }) => deviceId))]);
    const byId = new Map(devices.map((device) => [device.id, device]));
    const holders = await holdersOf(db, viewer, this, rows);
    return rows.flatMap(
      ({ deviceId, personId: _personId, roomId: _roomId, cartId: _cartId, cartSlot: _slot, ...row }, index) => {
        const device = byId.get(deviceId);
        return device ? [{ ...row, device, holder: holders[index] }] : [];
      },
    );
  }
}

/** $8 limit, $9 and $10 where the page before ended: what is left of that day, then later days, each read in the order of an index. */
function pageOf(from: string, further: boolean): string {
  const part = (where: string): string =>
    `(SELECT ${CASE_FIELDS}, c.next_due_on::text AS due ${from} AND ${where} ORDER BY c.next_due_on, c.id DESC LIMIT $8)`;
  const parts = further ? ['c.next_due_on = $9::date AND c.id < $10::uuid', 'c.next_due_on > $9::date'] : ['true'];
  return `SELECT * FROM (${parts.map(part).join(' UNION ALL ')}) AS p ORDER BY due, id DESC LIMIT $8`;
}

export function scopeOf(viewer: Viewer): readonly string[] | null {
  const scope = viewer.sitesFor('device:read');
  return scope === 'all' ? null : scope;
}

function duePosition(after: string | undefined): { due: string; id: string } | null {
  if (after === undefined) return null;
  const [due, id] = decodeCursor(after, 2) ?? [];
  if (typeof due !== 'string' || !/^(\d{4}-\d\d-\d\d|infinity)$/.test(due) || !isId(id))
    throw invalidField('after', 'must be the `next` of a page of this list');
  return { due, id };
}
