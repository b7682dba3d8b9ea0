import { newId } from '@app/kernel';
import type { TestDatabase } from './database.js';

/** What a roster left of a student of one site: a row of its run, a question, and a move that waits for devices. @returns its run */
export async function rosterOf(test: TestDatabase, personId: string): Promise<string> {
  const [source, run] = [newId(), newId()];
  await test.asSuperuser(`INSERT INTO roster_source (id, code, name) VALUES ($1, 'sis', 'SIS')`, [source]);
  await test.asSuperuser(
    `INSERT INTO roster_run (id, source_id, state, came_by, file_id, dialect, files)
     SELECT $1, $2, 'done', 'upload', id, 'oneroster-1.1', '[]' FROM stored_file LIMIT 1`,
    [run, source],
  );
  await test.asSuperuser(
    `INSERT INTO roster_row (run_id, seq, file, line, outcome, person_id, key, label, changes)
     SELECT $1, 1, 'users', 2, 'change', id, number, given_name || ' ' || family_name, '{"givenName": ["Mia", "Maya"]}' FROM person WHERE id = $2`,
    [run, personId],
  );
  await test.asSuperuser(
    `INSERT INTO roster_question (source_id, person_id, kind, run_id) VALUES ($1, $2, 'missing', $3)`,
    [source, personId, run],
  );
  await test.asSuperuser(
    `WITH other AS (INSERT INTO site (code, name, kind) VALUES ('OTHER', 'Other School', 'high') RETURNING id)
     INSERT INTO roster_move (run_id, person_id, from_site_id, to_site_id, grade, moved_on)
     SELECT $1, p.id, other.id, p.primary_site_id, p.grade, current_date FROM person p, other WHERE p.id = $2`,
    [run, personId],
  );
  return run;
}
