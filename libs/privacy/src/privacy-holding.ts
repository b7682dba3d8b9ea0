import type { PersonHolding, RecordSection } from '@app/directory';
import { sectionOf } from '@app/directory';
import type { Db } from '@app/platform';

const disclosures = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'on' | 'recipient' | 'described' | 'purpose' | 'basis', string | null>>(
    db,
    'Disclosures',
    [
      ['On', 'on', 'day'],
      ['To whom', 'recipient'],
      ['What', 'described'],
      ['What for', 'purpose'],
      ['Ground', 'basis'],
    ],
    [
      `SELECT d.disclosed_on AS "on", d.recipient, d.described, d.purpose, replace(d.basis, '-', ' ') AS basis
       FROM disclosure_person o JOIN disclosure d ON d.id = o.disclosure_id WHERE o.person_id = ANY ($1::uuid[]) ORDER BY d.disclosed_on, d.id`,
      [ids],
    ],
  );

const corrections = (db: Db, ids: readonly string[]): Promise<RecordSection> =>
  sectionOf<Record<'on' | 'by' | 'wrong' | 'state' | 'answer' | 'statement', string | null>>(
    db,
    'Requests to correct the record',
    [
      ['Asked on', 'on', 'day'],
      ['By', 'by'],
      ['What is wrong', 'wrong'],
      ['State', 'state'],
      ['Answer', 'answer'],
      ['Statement of the family', 'statement'],
    ],
    [
      `SELECT asked_on AS "on", asked_by AS "by", wrong, state, answer, statement FROM record_correction
       WHERE person_id = ANY ($1::uuid[]) ORDER BY recorded_at, id`,
      [ids],
    ],
  );

export const PRIVACY_HOLDING: PersonHolding = {
  lib: 'privacy',
  order: 80,
  sections: async (db, ids) => [await disclosures(db, ids), await corrections(db, ids)],
  forget: 'privacy_forget_people',
  stays:
    'That data was disclosed or a correction asked for, on which day and on what ground; without names, and without what the family wrote.',
};
