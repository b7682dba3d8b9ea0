import type { PersonHolding } from '@app/directory';
import { sectionOf } from '@app/directory';

export const LABELS_HOLDING: PersonHolding = {
  lib: 'labels',
  order: 60,
  sections: async (db, ids) => [
    await sectionOf<Record<'at' | 'kind' | 'code', string | null>>(
      db,
      'Labels printed',
      [
        ['When', 'at', 'instant'],
        ['Kind', 'kind'],
        ['Code', 'code'],
      ],
      [
        `SELECT r.created_at AS at, r.kind, i.code FROM label_item i JOIN label_run r ON r.id = i.run_id
         WHERE i.subject_id = ANY ($1::uuid[]) ORDER BY r.created_at, r.id, i.position`,
        [ids],
      ],
    ),
  ],
  forget: 'labels_forget_people',
  stays: 'That labels were printed, when and how many.',
};
