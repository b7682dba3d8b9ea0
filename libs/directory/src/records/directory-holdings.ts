import type { Db } from '@app/platform';
import type { PersonHolding, RecordSection } from './person-records.js';
import { sectionOf } from './person-records.js';

const person = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<{ field: string; value: string | null }>(
    db,
    'The student',
    [
      ['Fact', 'field'],
      ['On record', 'value'],
    ],
    [
      `SELECT f.field, f.value FROM person p LEFT JOIN site s ON s.id = p.primary_site_id
       CROSS JOIN LATERAL (VALUES (1, 'Name', p.given_name || ' ' || p.family_name), (2, 'Number', p.number), (3, 'Grade', p.grade),
         (4, 'Homeroom', p.homeroom), (5, 'School', s.name), (6, 'E-mail', p.email), (7, 'Language of notices', p.language),
         (8, 'Left on', p.withdrawn_on::text), (9, 'Number when first met', p.known_number), (10, 'Do not contact', p.do_not_contact_reason)) AS f(n, field, value)
       WHERE p.id = ANY ($1::uuid[]) AND f.value IS NOT NULL ORDER BY p.merged_into_id NULLS FIRST, p.id, f.n`,
      [ids],
    ],
  );

const codes = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<{ kind: string; value: string }>(
    db,
    'Numbers and cards',
    [
      ['Kind', 'kind'],
      ['Code', 'value'],
    ],
    ['SELECT kind, value FROM person_identifier WHERE person_id = ANY ($1::uuid[]) ORDER BY kind DESC, value', [ids]],
  );

const guardians = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'name' | 'relation' | 'email' | 'phone' | 'language', string | null>>(
    db,
    'Family contacts',
    [
      ['Name', 'name'],
      ['Relation', 'relation'],
      ['E-mail', 'email'],
      ['Telephone', 'phone'],
      ['Language', 'language'],
    ],
    [
      'SELECT name, relation, email, phone, language FROM guardian WHERE person_id = ANY ($1::uuid[]) ORDER BY name, id',
      [ids],
    ],
  );

const agreements = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'year' | 'signedOn' | 'signedBy' | 'optedOut', string | null>>(
    db,
    'Agreements',
    [
      ['School year', 'year'],
      ['Signed on', 'signedOn', 'day'],
      ['Signed by', 'signedBy'],
      ['Opted out', 'optedOut'],
    ],
    [
      `SELECT y.label AS year, a.signed_on AS "signedOn", a.signed_by AS "signedBy", CASE WHEN a.opted_out THEN 'yes' ELSE 'no' END AS "optedOut"
       FROM person_agreement a JOIN school_year y ON y.id = a.school_year_id WHERE a.person_id = ANY ($1::uuid[]) ORDER BY y.starts_on`,
      [ids],
    ],
  );

const looks = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'at' | 'by' | 'action', string | null>>(
    db,
    'Who looked at the record',
    [
      ['When', 'at', 'instant'],
      ['Who', 'by'],
      ['What', 'action'],
    ],
    [
      `SELECT l.at, coalesce(identity_account_name(l.account_id), 'the system') AS "by", replace(replace(l.action, '.', ' '), '-', ' ') AS action
       FROM access_log l WHERE l.person_id = ANY ($1::uuid[]) ORDER BY l.id`,
      [ids],
    ],
  );

/** Of this lib, and of those below it, which know no people. */
export const DIRECTORY_HOLDINGS: readonly PersonHolding[] = [
  {
    lib: 'directory',
    order: 20,
    sections: async (db, ids) => [
      await person(db, ids),
      await codes(db, ids),
      await guardians(db, ids),
      await agreements(db, ids),
    ],
    forget: 'directory_forget_people',
    stays:
      'The record itself with its schools, the day of leaving and the days of agreements, so that numbers of earlier years still add up.',
  },
  {
    lib: 'identity',
    order: 90,
    sections: async (db, ids) => [await looks(db, ids)],
    forget: null,
    stays:
      'The log of looks: who looked when, by an id that leads to nobody any more. It proves that records were handled rightly.',
  },
  {
    lib: 'platform',
    order: 100,
    sections: () => Promise.resolve([]),
    forget: 'platform_forget_people',
    stays: 'Requests of the last 30 days, without names, so that none is done twice.',
  },
];
