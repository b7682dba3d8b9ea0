import { Injectable } from '@nestjs/common';
import { newId } from '@app/kernel';
import type { Page } from '@app/kernel';
import { AdminLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { PersonOnRoster } from './temporary-people.errors.js';
import { loadPerson } from '../people/create-person.service.js';
import type { PersonDto } from '../people/person.dto.js';
import { totalOf } from '../shared/total.js';
import type { TotalDto } from '../shared/total.js';
import { inScope, PERSON_FIELDS, PERSON_SITE } from '../people/person.sql.js';
import { scopeValue } from '../shared/scope.js';
import type { QueueKey } from './queue-key.js';
import { queuePage } from './queue-key.js';
import { SitesService } from '../sites/sites.service.js';
import type { MatchFacts } from './roster-match.rules.js';
import { ALIKE, compareMatches, matchReasons } from './roster-match.rules.js';
import type { NewTemporaryPersonDto, RosterMatchDto, TemporaryPersonDto } from './temporary-people.dto.js';

/** Proposals for one record; more would hide the right one. */
const MOST_MATCHES = 5;

const WAITING = `p.temporary AND p.merged_into_id IS NULL AND p.state = 'active'
  AND ($1::uuid[] IS NULL OR p.primary_site_id = ANY ($1))`;

/** Whoever has the number of `t`, as theirs or on a card; and of the class of the same site those who share a word of the name. */
const found = (t: string): string => `(
    SELECT i.person_id AS id, true AS by_code FROM person_identifier i WHERE i.value_key = ${t}.known_number_key
    UNION ALL
    SELECT r.id, false FROM person r WHERE r.primary_site_id = ${t}.primary_site_id AND r.grade = ${t}.grade AND r.kind = 'student'
      AND directory_name_words(r.search_name) && directory_name_words(${t}.search_name)) AS found
  JOIN person c ON c.id = found.id AND NOT c.temporary AND c.merged_into_id IS NULL`;

const CANDIDATES = `
  SELECT t.id AS "temporaryId", c.id, bool_or(found.by_code) AS "sameNumber",
    similarity(c.search_name, t.search_name) AS likeness, coalesce(c.grade = t.grade, false) AS "sameGrade",
    coalesce(c.primary_site_id = t.primary_site_id, false) AS "sameSite"
  FROM person t CROSS JOIN LATERAL ${found('t')}
  WHERE t.id = ANY ($1::uuid[]) AND ${inScope('$2', 'c')} GROUP BY t.id, c.id`;

/** Whether `matchReasons` has any for a candidate of `p`: those found by name are of the grade and the site. */
const isMatched = (place: string): string => `EXISTS (SELECT 1 FROM ${found('p')}
  WHERE ${inScope(place, 'c')} AND (found.by_code OR similarity(c.search_name, p.search_name) >= ${ALIKE}))`;

interface WaitingRow {
  id: string;
  matched: boolean;
  knownNumber: string | null;
  createdAt: string;
  person: PersonDto;
}

type Candidate = MatchFacts & { temporaryId: string; id: string };

@Injectable()
export class TemporaryPeopleService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
    private readonly log: AdminLog,
  ) {}

  /**
   * A student whom the roster does not have yet, with a number of our own that scans.
   * @throws SiteNotFound (outside `person:edit`), SiteClosed, PersonOnRoster, KnownNumberTaken, PersonNumberReserved
   */
  create(viewer: Viewer, request: NewTemporaryPersonDto): Promise<PersonDto> {
    return this.db.transaction(async (tx) => {
      const { givenName, familyName, grade, homeroom, siteId, knownNumber } = request;
      await this.sites.requireOpen(tx, viewer, 'person:edit', [siteId]);
      const [roster] = await tx.query('SELECT 1 FROM person_identifier WHERE value_key = platform_code_key($1)', [
        knownNumber ?? null,
      ]);
      if (roster) throw new PersonOnRoster();
      const id = newId();
      await tx.execute(
        `INSERT INTO person (id, kind, temporary, number, known_number, given_name, family_name, grade, homeroom, primary_site_id)
         VALUES ($1, 'student', true, 'T-' || nextval('person_temporary_number'), $2, $3, $4, $5, $6, $7)`,
        [id, knownNumber ?? null, givenName, familyName, grade ?? null, homeroom ?? null, siteId],
      );
      await tx.execute('INSERT INTO person_site (person_id, site_id) VALUES ($1, $2)', [id, siteId]);
      const after = { kind: 'student', temporary: true, siteIds: [siteId] };
      await this.log.record(tx, { viewer, action: 'person.created', subjectKind: 'person', subjectId: id, after });
      return loadPerson(tx, id);
    });
  }

  /** Who waits for the roster, with what it may have for them: those first of whom it has somebody, each the longest first. @throws SiteNotFound */
  async list(
    viewer: Viewer,
    { sites, after, limit }: { sites?: readonly string[]; after: QueueKey | null; limit: number },
  ): Promise<Page<TemporaryPersonDto> & { total: TotalDto }> {
    const db = this.db.read;
    if (sites) await this.sites.requireAll(db, viewer, 'person:read', sites);
    const readable = scopeValue(viewer.sitesFor('person:read'));
    const scope = sites ?? readable;
    const rows = await db.query<WaitingRow>(
      `SELECT w.id, w.matched, p.known_number AS "knownNumber", p.created_at AS "createdAt",
         (SELECT to_jsonb(shown) FROM (SELECT ${PERSON_FIELDS}) AS shown) AS person
       FROM (SELECT p.id, ${isMatched('$5')} AS matched FROM person p WHERE ${WAITING}) w JOIN person p ON p.id = w.id ${PERSON_SITE}
       WHERE $2::uuid IS NULL OR (NOT w.matched, p.created_at, p.id) > (NOT $4::boolean, (SELECT l.created_at FROM person l WHERE l.id = $2), $2)
       ORDER BY NOT w.matched, p.created_at, p.id LIMIT $3`,
      [scope, after?.id ?? null, limit + 1, after?.matched ?? false, readable],
    );
    const total = await totalOf(db, `FROM person p WHERE ${WAITING}`, [scope]);
    const { items, next } = queuePage(rows, limit);
    const matches = await this.matches(
      db,
      viewer,
      items.map(({ id }) => id),
    );
    return {
      items: items.map(({ id, knownNumber, createdAt, person }) => ({
        knownNumber,
        createdAt,
        person,
        matches: matches.get(id) ?? [],
      })),
      next,
      total,
    };
  }

  private async matches(db: Db, viewer: Viewer, ids: readonly string[]): Promise<Map<string, RosterMatchDto[]>> {
    const candidates = await db.query<Candidate>(CANDIDATES, [ids, scopeValue(viewer.sitesFor('person:read'))]);
    const best = ids.flatMap((id) =>
      candidates
        .filter((each) => each.temporaryId === id && matchReasons(each).length > 0)
        .sort(compareMatches)
        .slice(0, MOST_MATCHES),
    );
    const people = await db.query<PersonDto>(
      `SELECT ${PERSON_FIELDS} FROM person p ${PERSON_SITE} WHERE p.id = ANY ($1::uuid[])`,
      [best.map(({ id }) => id)],
    );
    const byId = new Map(people.map((person) => [person.id, person]));
    const matches = new Map<string, RosterMatchDto[]>();
    for (const each of best) {
      const person = byId.get(each.id);
      if (!person) continue;
      matches.set(each.temporaryId, [
        ...(matches.get(each.temporaryId) ?? []),
        { person, reasons: matchReasons(each) },
      ]);
    }
    return matches;
  }
}
