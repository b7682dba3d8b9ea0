import type { PersonHolding, RecordSection } from '@app/directory';
import { sectionOf } from '@app/directory';
import type { Db } from '@app/platform';

const loans = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'tag' | 'model' | 'type' | 'name' | 'site' | 'from' | 'due' | 'back' | 'how', string | null>>(
    db,
    'Devices lent',
    [
      ['Tag', 'tag'],
      ['Model', 'model'],
      ['Kind of loan', 'type'],
      ['Name on the loan', 'name'],
      ['School', 'site'],
      ['Lent', 'from', 'instant'],
      ['Due', 'due', 'day'],
      ['Back', 'back', 'instant'],
      ['How it ended', 'how'],
    ],
    [
      `SELECT coalesce(d.asset_tag, d.serial) AS tag, d.maker || ' ' || d.model_name AS model, l.type, l.borrower_name AS name, s.code AS site,
         l.loaned_at AS "from", l.due_on AS due, l.returned_at AS back, l.closed_as AS how
       FROM loan l JOIN inventory.v_device d ON d.id = l.device_id LEFT JOIN site s ON s.id = l.site_id
       WHERE l.person_id = ANY ($1::uuid[]) ORDER BY l.loaned_at, l.id`,
      [ids],
    ],
  );

const accessories = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'name' | 'given' | 'owed' | 'tag', string | number | null>>(
    db,
    'Accessories',
    [
      ['What', 'name'],
      ['Given', 'given', 'number'],
      ['Owed', 'owed', 'number'],
      ['With', 'tag'],
    ],
    [
      `SELECT a.name, a.given, a.owed, coalesce(d.asset_tag, d.serial) AS tag FROM circulation.v_accessory a
       JOIN loan l ON l.id = a.loan_id JOIN inventory.v_device d ON d.id = a.device_id
       WHERE a.person_id = ANY ($1::uuid[]) ORDER BY l.loaned_at, a.id`,
      [ids],
    ],
  );

const findings = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'at' | 'tag' | 'finding', string | null>>(
    db,
    'Condition of devices that came back',
    [
      ['When', 'at', 'instant'],
      ['Tag', 'tag'],
      ['Found', 'finding'],
    ],
    [
      `SELECT c.reported_at AS at, coalesce(d.asset_tag, d.serial) AS tag, c.finding
       FROM condition_report c JOIN loan l ON l.id = c.loan_id JOIN inventory.v_device d ON d.id = c.device_id
       WHERE l.person_id = ANY ($1::uuid[]) AND c.withdrawn_at IS NULL ORDER BY c.reported_at, c.id`,
      [ids],
    ],
  );

const reservations = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'tag' | 'state' | 'at', string | null>>(
    db,
    'Devices set aside',
    [
      ['Tag', 'tag'],
      ['State', 'state'],
      ['Since', 'at', 'instant'],
    ],
    [
      `SELECT coalesce(d.asset_tag, d.serial) AS tag, r.state, r.reserved_at AS at
       FROM reservation r JOIN inventory.v_device d ON d.id = r.device_id WHERE r.person_id = ANY ($1::uuid[]) ORDER BY r.reserved_at, r.id`,
      [ids],
    ],
  );

const clearances = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'site' | 'state' | 'due' | 'movedTo' | 'note', string | null>>(
    db,
    'Returns when leaving',
    [
      ['School', 'site'],
      ['State', 'state'],
      ['Due', 'due', 'day'],
      ['Moved to', 'movedTo'],
      ['Note', 'note'],
    ],
    [
      `SELECT s.code AS site, c.state, c.due_on AS due, m.code AS "movedTo", c.note
       FROM clearance c JOIN site s ON s.id = c.site_id LEFT JOIN site m ON m.id = c.moved_to_site_id
       WHERE c.person_id = ANY ($1::uuid[]) ORDER BY c.opened_at, c.id`,
      [ids],
    ],
  );

const cases = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'tag' | 'kind' | 'state' | 'reported' | 'said' | 'notes', string | null>>(
    db,
    'Devices missing or stolen',
    [
      ['Tag', 'tag'],
      ['Kind', 'kind'],
      ['State', 'state'],
      ['Reported', 'reported', 'instant'],
      ['What was said', 'said'],
      ['Notes', 'notes'],
    ],
    [
      `SELECT coalesce(d.asset_tag, d.serial) AS tag, c.kind, c.state, c.reported_at AS reported,
         nullif(concat_ws('; ', c.reason, c.told_by, c.last_seen_place, c.finding, c.found_note), '') AS said,
         nullif(concat_ws('; ', (SELECT string_agg(t.note, '; ' ORDER BY t.step) FROM missing_case_step t WHERE t.case_id = c.id),
           (SELECT string_agg(concat_ws('; ', w.note, w.investigation_note, w.decision_note), '; ') FROM write_off w WHERE w.case_id = c.id)), '') AS notes
       FROM missing_case c JOIN inventory.v_device d ON d.id = c.device_id WHERE c.holder_person_id = ANY ($1::uuid[]) ORDER BY c.reported_at, c.id`,
      [ids],
    ],
  );

export const CIRCULATION_HOLDING: PersonHolding = {
  lib: 'circulation',
  order: 40,
  sections: async (db, ids) => [
    await loans(db, ids),
    await accessories(db, ids),
    await findings(db, ids),
    await reservations(db, ids),
    await clearances(db, ids),
    await cases(db, ids),
  ],
  forget: 'circulation_forget_people',
  stays:
    'Which device was out from when to when, with its cases and clearances, under the new name: counts, fees of a device and its history need them.',
};
