import { Injectable } from '@nestjs/common';
import type { ClearanceState } from '@app/circulation';
import type { PersonDisplay, SiteRef } from '@app/directory';
import { PeopleFacade, SitesFacade } from '@app/directory';
import type { CalendarDay, Page } from '@app/kernel';
import { decodeCursor, encodeCursor, isId, parseDay } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { Database, invalidField } from '@app/platform';
import { MOVE_RULE } from './roster-move.sql.js';
import type { MoveRule } from './roster-move.sql.js';

export interface MoveFilter {
  site?: readonly string[];
  since?: CalendarDay;
  until?: CalendarDay;
  after?: string;
  limit: number;
}

/** A student whose home site the roster changed, as both sites see it. */
export interface RosterMove {
  runId: string;
  person: PersonDisplay;
  from: SiteRef;
  to: SiteRef;
  grade: string | null;
  movedOn: CalendarDay;
  rule: MoveRule;
  holds: { deviceId: string; tag: string | null; type: string; homeSiteId: string }[];
  /** Of what they have to return to the school that they left. */
  clearance: { id: string; state: ClearanceState } | null;
}

type Row = Omit<RosterMove, 'person' | 'from' | 'to'> & { personId: string; fromSiteId: string; toSiteId: string };

/** Who moved between schools by the roster: a line at both. */
@Injectable()
export class RosterMovesService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleFacade,
    private readonly sites: SitesFacade,
  ) {}

  /** Newest first, of the sites where the viewer sees people. @throws SiteNotFound */
  async list(viewer: Viewer, { site, since, until, after, limit }: MoveFilter): Promise<Page<RosterMove>> {
    const db = this.db.read;
    const asked = await this.sites.named(db, viewer, 'person:read', site);
    const scope = viewer.sitesFor('person:read');
    const [on, run, person] = after === undefined ? [null, null, null] : cursorOf(after);
    const rows = await db.query<Row>(
      `SELECT m.run_id AS "runId", m.person_id AS "personId", m.from_site_id AS "fromSiteId", m.to_site_id AS "toSiteId", m.grade, m.moved_on AS "movedOn", ${MOVE_RULE} AS rule,
         coalesce((SELECT jsonb_agg(jsonb_build_object('deviceId', d.id, 'tag', d.asset_tag, 'type', l.type, 'homeSiteId', d.home_site_id) ORDER BY l.loaned_at)
           FROM loan l JOIN device d ON d.id = l.device_id WHERE l.person_id = ANY (directory_person_ids(m.person_id)) AND l.returned_at IS NULL), '[]') AS holds,
         (SELECT jsonb_build_object('id', c.id, 'state', c.state) FROM circulation.v_moved_clearance c
           WHERE c.person_id = (SELECT coalesce(p.merged_into_id, p.id) FROM person p WHERE p.id = m.person_id) AND c.site_id = m.from_site_id AND c.due_on >= m.moved_on
           ORDER BY c.due_on LIMIT 1) AS clearance
       FROM roster_move m
       WHERE ($1::uuid[] IS NULL OR m.from_site_id = ANY ($1) OR m.to_site_id = ANY ($1))
         AND ($2::uuid[] IS NULL OR m.from_site_id = ANY ($2) OR m.to_site_id = ANY ($2))
         AND ($3::date IS NULL OR m.moved_on >= $3) AND ($4::date IS NULL OR m.moved_on <= $4)
         AND ($5::date IS NULL OR (m.moved_on, m.run_id, m.person_id) < ($5, $6::uuid, $7::uuid))
       ORDER BY m.moved_on DESC, m.run_id DESC, m.person_id DESC LIMIT $8`,
      [scope === 'all' ? null : scope, asked ?? null, since ?? null, until ?? null, on, run, person, limit + 1],
    );
    const page = rows.slice(0, limit);
    const shown = await this.people.display(
      db,
      viewer,
      page.map(({ personId }) => personId),
    );
    const refs = await this.sites.refs(
      db,
      page.flatMap(({ fromSiteId, toSiteId }) => [fromSiteId, toSiteId]),
    );
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ personId, fromSiteId, toSiteId, ...row }) => ({
        ...row,
        person: shown.get(personId)!,
        from: refs.get(fromSiteId)!,
        to: refs.get(toSiteId)!,
      })),
      next: last ? encodeCursor([last.movedOn, last.runId, last.personId]) : null,
    };
  }
}

function cursorOf(after: string): [string, string, string] {
  const [on, run, person] = decodeCursor(after, 3) ?? [];
  if (typeof on === 'string' && parseDay(on) && isId(run) && isId(person)) return [on, run, person];
  throw invalidField('after', 'must be the `next` of a page');
}
