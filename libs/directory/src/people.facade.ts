import { Injectable } from '@nestjs/common';
import { codeKey } from '@app/kernel';
import type { Db, Viewer } from '@app/platform';
import { PersonNotFound } from './directory.errors.js';
import type { PersonDto, PersonKind, PersonState } from './people/person.dto.js';
import { inScope, PERSON_FIELDS, PERSON_SITE } from './people/person.sql.js';
import { PeopleSearchService } from './people/people-search.service.js';
import { scopeValue } from './shared/scope.js';

/** A person as this viewer may see them beside something else. */
export interface PersonDisplay {
  /** Of the record that stands for the one that was asked for: merges are resolved. */
  id: string;
  /** Full name; initials outside of the viewer's `person:read`; what kind of person, when they have it nowhere. */
  display: string;
  siteCode: string | null;
  foreign: boolean;
}

export interface PersonFacts {
  id: string;
  kind: PersonKind;
  state: PersonState;
  primarySiteId: string | null;
}

/** Without a list, all of them. */
export interface RollFilter {
  grades?: readonly string[];
  homerooms?: readonly string[];
}

export type FoundPerson = Readonly<PersonDto>;

interface DisplayRow {
  asked: string;
  person: PersonDisplay;
}

/** People, for the libs above: always as the viewer may see them. */
@Injectable()
export class PeopleFacade {
  constructor(private readonly searching: PeopleSearchService) {}

  /** By the ids that were asked for, merged ones too; unknown ids are left out. Not a look at the detail: nothing is logged. */
  async display(db: Db, viewer: Viewer, ids: readonly string[]): Promise<Map<string, PersonDisplay>> {
    const rows = await db.query<DisplayRow>(
      `SELECT asked.id AS asked, jsonb_build_object('id', p.id)
         || directory_shown_person(p.given_name, p.family_name, p.kind, s.code, ${inScope('$2')}, $2) AS person
       FROM person asked JOIN person p ON p.id = coalesce(asked.merged_into_id, asked.id)
       LEFT JOIN site s ON s.id = p.primary_site_id WHERE asked.id = ANY ($1::uuid[])`,
      [ids, scopeValue(viewer.sitesFor('person:read'))],
    );
    return new Map(rows.map(({ asked, person }) => [asked, person]));
  }

  /** As in a list, in the order of the ids; whoever is outside `person:read` is left out. */
  rows(db: Db, viewer: Viewer, ids: readonly string[]): Promise<PersonDto[]> {
    return db.query<PersonDto>(
      `SELECT ${PERSON_FIELDS} FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place)
       JOIN person p ON p.id = asked.id ${PERSON_SITE} WHERE ${inScope('$2')} ORDER BY asked.place`,
      [ids, scopeValue(viewer.sitesFor('person:read'))],
    );
  }

  /**
   * Whom each code stands for: a number, a card, or the number that a temporary student waits for; merges are resolved.
   * `null`: nobody inside of the viewer's `person:read`.
   */
  async byCodes(db: Db, viewer: Viewer, codes: readonly string[]): Promise<(string | null)[]> {
    const rows = await db.query<{ place: number; id: string }>(
      `SELECT DISTINCT ON (a.place) a.place::integer, p.id
       FROM unnest($1::text[]) WITH ORDINALITY AS a (key, place) JOIN directory.v_code c ON c.value_key = a.key AND c.kind = 'person'
       JOIN person asked ON asked.id = c.record_id JOIN person p ON p.id = coalesce(asked.merged_into_id, asked.id)
       WHERE ${inScope('$2')} ORDER BY a.place, p.id`,
      [codes.map(codeKey), scopeValue(viewer.sitesFor('person:read'))],
    );
    const found = new Map(rows.map(({ place, id }) => [place, id]));
    return codes.map((_code, n) => found.get(n + 1) ?? null);
  }

  /**
   * Active students whose primary site this is, as a printed roll has them: by homeroom and name. The caller has
   * checked `person:read` at the site. At most `most` ids.
   */
  async roll(db: Db, siteId: string, { grades, homerooms }: RollFilter, most: number): Promise<string[]> {
    const rows = await db.query<{ id: string }>(
      `SELECT p.id FROM person p
       WHERE p.primary_site_id = $1 AND p.kind = 'student' AND p.state = 'active' AND p.merged_into_id IS NULL
         AND ($2::text[] IS NULL OR p.grade = ANY ($2)) AND ($3::text[] IS NULL OR p.homeroom = ANY ($3))
       ORDER BY p.homeroom COLLATE natural_order NULLS LAST, p.homeroom, p.sort_name, p.id LIMIT $4`,
      [siteId, grades ?? null, homerooms ?? null, most],
    );
    return rows.map(({ id }) => id);
  }

  /** The person (merges resolved) when one of their sites is in the permission's scope. @throws PersonNotFound */
  async require(db: Db, viewer: Viewer, permission: string, id: string): Promise<PersonFacts> {
    const [person] = await db.query<PersonFacts>(
      `SELECT p.id, p.kind, p.state, p.primary_site_id AS "primarySiteId"
       FROM person asked JOIN person p ON p.id = coalesce(asked.merged_into_id, asked.id)
       WHERE asked.id = $1 AND ${inScope('$2')}`,
      [id, scopeValue(viewer.sitesFor(permission))],
    );
    if (!person) throw new PersonNotFound();
    return person;
  }

  /** By number or name, the best match first, inside `person:read`. Opens a transaction: not for use inside one. */
  search(viewer: Viewer, q: string, limit: number): Promise<FoundPerson[]> {
    return this.searching.search(viewer, { q, limit });
  }
}
