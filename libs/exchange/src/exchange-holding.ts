import type { PersonHolding } from '@app/directory';
import { sectionOf } from '@app/directory';

export const EXCHANGE_HOLDING: PersonHolding = {
  lib: 'exchange',
  order: 70,
  sections: async (db, ids) => [
    await sectionOf<Record<'at' | 'outcome' | 'changes', string | null>>(
      db,
      'Lines of imports and rosters, of the last 30 days',
      [
        ['When', 'at', 'instant'],
        ['Result', 'outcome'],
        ['Changes', 'changes'],
      ],
      [
        `SELECT r.created_at AS at, i.outcome, i.changes::text AS changes FROM import_row i JOIN import_run r ON r.id = i.run_id
         WHERE i.record_id = ANY ($1::uuid[])
         UNION ALL SELECT r.created_at, i.outcome, i.changes::text FROM roster_row i JOIN roster_run r ON r.id = i.run_id
         WHERE i.person_id = ANY ($1::uuid[]) ORDER BY 1`,
        [ids],
      ],
    ),
  ],
  forget: 'exchange_forget_people',
  stays:
    'That files came in and lists went out, to whom and why. A file that was uploaded lies in the data folder for 30 days, an exported one for 7.',
};
