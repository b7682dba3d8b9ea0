import type { PersonHolding } from '@app/directory';
import { sectionOf } from '@app/directory';

export const DESK_HOLDING: PersonHolding = {
  lib: 'desk',
  order: 50,
  sections: async (db, ids) => [
    await sectionOf<Record<'at' | 'desk' | 'mode' | 'tag' | 'headline' | 'note', string | null>>(
      db,
      'Scans at desks',
      [
        ['When', 'at', 'instant'],
        ['Desk', 'desk'],
        ['Mode', 'mode'],
        ['Device', 'tag'],
        ['Answer', 'headline'],
        ['Note', 'note'],
      ],
      [
        `SELECT e.received_at AS at, s.name AS desk, e.mode, e.answer #>> '{device,tag}' AS tag, e.answer #>> '{headline}' AS headline, e.note::text AS note
         FROM scan_event e JOIN station s ON s.id = e.station_id WHERE e.person_id = ANY ($1::uuid[]) ORDER BY e.received_at, e.id`,
        [ids],
      ],
    ),
  ],
  forget: 'desk_forget_people',
  stays: 'What was scanned when and where, by which account; the answers without names, numbers and classes.',
};
