import type { Settings, Tx } from '../../libs/platform/src/index.js';
import { StoredFiles, zipPieces } from '../../libs/platform/src/index.js';
import { sampleId } from './random.js';

const SOURCE = sampleId('roster source');
const NIGHTS = 5;

const MAKE_SOURCE = `
  INSERT INTO roster_source (id, code, name, number_field, number_why, watched, created_at)
  SELECT '${SOURCE}', 'mountalder-sis', 'Mountalder SIS', 'identifier',
    jsonb_build_array(jsonb_build_object('field', 'identifier', 'matched', n, 'filled', n, 'distinct', n, 'of', n),
      jsonb_build_object('field', 'sourcedId', 'matched', 0, 'filled', n, 'distinct', n, 'of', n)), true, $1::date - 300
  FROM (SELECT count(*) AS n FROM person WHERE kind = 'student' AND state = 'active' AND NOT temporary) s`;

/** Everybody who is here is in the student system too, under an id of its own. */
const MEMBERS = `
  INSERT INTO roster_member (source_id, user_id, person_id, site_ids)
  SELECT '${SOURCE}', CASE p.kind WHEN 'student' THEN 's-' ELSE 't-' END || p.number, p.id,
    ARRAY(SELECT ps.site_id FROM person_site ps WHERE ps.person_id = p.id ORDER BY 1)
  FROM person p WHERE p.state = 'active' AND NOT p.temporary AND p.merged_into_id IS NULL AND $1::date IS NOT NULL`;

/** The files of the last nights, which came by themselves. Of their bytes the manifest is left, and no lines, as of old rosters. */
const RUNS = `
  WITH nights AS (
    SELECT n, least(($1::date - n)::timestamp AT TIME ZONE 'America/Los_Angeles' + interval '2 hours 10 minutes', now() - interval '2 minutes') AS at
    FROM generate_series(0, ${NIGHTS - 1}) n
  ), files AS (
    INSERT INTO stored_file (id, purpose, file_name, media_type, byte_size, sha256, created_at)
    SELECT k.id, 'roster', 'mountalder-' || to_char(at, 'YYYY-MM-DD') || '.zip', 'application/zip', k.size, k.hash, at
    FROM unnest($2::uuid[], $3::bigint[], $4::bytea[]) WITH ORDINALITY AS k(id, size, hash, place) JOIN nights ON n = k.place - 1 RETURNING id, created_at
  )
  INSERT INTO roster_run (id, source_id, state, came_by, unattended, file_id, dialect, manifest, files, predicted, result, created_at, finished_at, purged_at)
  SELECT uuidv7(f.created_at - clock_timestamp()), '${SOURCE}', 'done', 'folder', true, f.id, 'oneroster-1.1', '{"version": "1.1", "system": "Mountalder SIS"}',
    '[{"file": "orgs", "kind": "org", "mode": "bulk", "rows": 38, "columns": [], "unread": ["dateLastModified"]},
      {"file": "users", "kind": "user", "mode": "bulk", "rows": 92104, "columns": [], "unread": ["dateLastModified", "enabledUser", "middleName", "password"]},
      {"file": "classes", "kind": "class", "mode": "bulk", "rows": 9870, "columns": [], "unread": ["dateLastModified", "grades", "location"]},
      {"file": "enrollments", "kind": "enrollment", "mode": "bulk", "rows": 181220, "columns": [], "unread": ["dateLastModified", "primary"]}]',
    c.counts, c.counts, f.created_at, f.created_at + interval '48 seconds', f.created_at + interval '48 seconds'
  FROM files f JOIN nights n ON n.at = f.created_at
  CROSS JOIN LATERAL (SELECT jsonb_build_object('create', 3 + n.n, 'change', 20 + n.n * 3, 'unchanged', (SELECT count(*) FROM roster_member) - 20, 'withdraw', 0,
    'ask', CASE n.n WHEN 0 THEN 6 ELSE 2 END, 'refuse', n.n % 2, 'takenBack', 0, 'moved', 4,
    'byField', '[{"field": "homeroom", "count": 12}, {"field": "site", "count": 4}, {"field": "sites", "count": 4}]'::jsonb) AS counts) c`;

/** Students whom the file of that night does not have: two with every older one, the rest last night. */
const QUESTIONS = `
  WITH runs AS (
    SELECT id, created_at, row_number() OVER (ORDER BY created_at DESC) - 1 AS n FROM roster_run WHERE source_id = '${SOURCE}'
  ), missing AS (
    SELECT p.id, row_number() OVER (ORDER BY hashtext(p.id::text || 'gone')) AS n FROM person p JOIN site s ON s.id = p.primary_site_id AND s.kind IN ('elementary', 'middle', 'high')
    WHERE p.kind = 'student' AND p.state = 'active' AND NOT p.temporary AND EXISTS (SELECT 1 FROM circulation.v_borrower b WHERE b.person_id = p.id) LIMIT 4000
  )
  INSERT INTO roster_question (source_id, person_id, kind, run_id, asked_at)
  SELECT '${SOURCE}', m.id, 'missing', r.id, r.created_at FROM missing m JOIN runs r ON r.n = CASE WHEN m.n <= 6 THEN 0 ELSE ceil((m.n - 6) / 2.0) END
  WHERE m.n <= 14 AND $1::date IS NOT NULL`;

/** Whom the roster has, though the office withdrew them. */
const RETURNED = `
  INSERT INTO roster_question (source_id, person_id, kind, run_id, asked_at)
  SELECT '${SOURCE}', p.id, 'returned', r.id, r.created_at
  FROM (SELECT id FROM person WHERE kind = 'student' AND state = 'withdrawn' AND withdrawn_on > $1::date - 40 ORDER BY hashtext(id::text) LIMIT 3) p
  CROSS JOIN (SELECT id, created_at FROM roster_run WHERE source_id = '${SOURCE}' ORDER BY created_at DESC LIMIT 1) r`;

/** Four a night came from a school of the same kind; most brought their device. */
const MOVES = `
  WITH runs AS (
    SELECT id, created_at, row_number() OVER (ORDER BY created_at DESC) - 1 AS n FROM roster_run WHERE source_id = '${SOURCE}'
  ), movers AS (
    SELECT p.id, p.grade, p.primary_site_id, (SELECT o.id FROM site o WHERE o.kind = s.kind AND o.id <> s.id AND o.active ORDER BY hashtext(o.id::text || p.id::text) LIMIT 1) AS from_id,
      row_number() OVER (ORDER BY hashtext(p.id::text || 'moved')) - 1 AS n
    FROM person p JOIN site s ON s.id = p.primary_site_id AND s.kind IN ('elementary', 'middle', 'high')
    WHERE p.kind = 'student' AND p.state = 'active' AND NOT p.temporary AND p.id NOT IN (SELECT person_id FROM roster_question) LIMIT 4000
  )
  INSERT INTO roster_move (run_id, person_id, from_site_id, to_site_id, grade, moved_on)
  SELECT r.id, m.id, m.from_id, m.primary_site_id, m.grade, $1::date - r.n::int FROM movers m JOIN runs r ON r.n = m.n / 4
  WHERE m.n < 4 * ${NIGHTS} AND m.from_id IS NOT NULL`;

const MANIFEST = 'propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nsource.systemName,Mountalder SIS\n';

async function* manifest(): AsyncGenerator<string> {
  yield await Promise.resolve(MANIFEST);
}

/** The nightly roster: who it means, what it did, whom it asks about and who moved. `today`: `YYYY-MM-DD`. */
export async function loadRosters(tx: Tx, settings: Settings, today: string): Promise<void> {
  const files = new StoredFiles(settings);
  const kept = [];
  for (let night = 0; night < NIGHTS; night++)
    kept.push(await files.keep(zipPieces([{ name: 'manifest.csv', pieces: manifest() }]), 'roster'));
  for (const statement of [MAKE_SOURCE, MEMBERS]) await tx.execute(statement, [today]);
  await tx.execute(RUNS, [
    today,
    kept.map(({ id }) => id),
    kept.map(({ byteSize }) => byteSize),
    kept.map(({ sha256 }) => sha256),
  ]);
  for (const statement of [QUESTIONS, RETURNED, MOVES]) await tx.execute(statement, [today]);
}
