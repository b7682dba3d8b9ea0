import { valueColumns } from '../rosters/files/roster-kinds.js';

/** As `said` of rosters.sql.ts, for the source and the run of `v_run`. */
const said = (kind: Parameters<typeof valueColumns>[0]): string =>
  `(SELECT n.id, n.file, n.line, ${valueColumns(kind, 'n.vals')} FROM exchange_roster_now(v_run.source_id, p_run, '${kind}') n)`;

const numberOf = `
-- The field of a person's record that is their number here: {identifier, sourcedId, username, userId:<type>}. userIds are \`{type:id}\` items.
CREATE OR REPLACE FUNCTION exchange_roster_number(p_field text, p_vals text[]) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $f$
  SELECT CASE p_field WHEN 'identifier' THEN p_vals[4] WHEN 'sourcedId' THEN p_vals[5] WHEN 'username' THEN p_vals[3]
    ELSE (SELECT split_part(t.item, ':', 2) FROM (SELECT btrim(x, '{} ') AS item FROM unnest(string_to_array(p_vals[6], ',')) AS x) t
      WHERE lower(split_part(t.item, ':', 1)) = lower(substr(p_field, 8)) LIMIT 1) END
$f$`;

const guess = `
-- Which field is the number of students, by how many of them it finds among the people who are here: [{field, matched, filled, distinct, of}],
-- the likeliest first; what cannot be scanned does not count. Where nobody is here yet, the first that nearly all have, each another.
CREATE OR REPLACE FUNCTION exchange_guess_number(p_run uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public SET work_mem = '64MB' SET plan_cache_mode = force_custom_plan SET jit = off AS $f$
DECLARE
  v_run roster_run;
  v_found jsonb;
BEGIN
  SELECT * INTO v_run FROM roster_run WHERE id = p_run;
  WITH u AS MATERIALIZED (
    SELECT n.id, n.vals FROM exchange_roster_now(v_run.source_id, p_run, 'user') n
    WHERE n.id IN (SELECT r."user" FROM ${said('role')} r WHERE r.kind = 'student')
  ), fields AS (
    SELECT 'identifier' AS field, 1 AS place UNION ALL SELECT 'sourcedId', 2 UNION ALL SELECT 'username', 3
    UNION ALL SELECT DISTINCT 'userId:' || split_part(btrim(x, '{} '), ':', 1), 4 FROM u CROSS JOIN LATERAL unnest(string_to_array(u.vals[6], ',')) AS x WHERE x LIKE '%:%'
  ), weighed AS (
    SELECT f.field, f.place, count(v.number) AS filled, count(DISTINCT platform_code_key(v.number)) AS distinct_n, count(p.id) AS matched, count(*) AS of
    FROM fields f CROSS JOIN u LEFT JOIN LATERAL (SELECT n AS number FROM exchange_roster_number(f.field, u.vals) AS n WHERE platform_code_key(n) ~ '^[A-Z0-9 ._/+:#*$%-]{3,40}$') v ON true
    LEFT JOIN person p ON p.number_key = platform_code_key(v.number) AND p.kind = 'student'
    GROUP BY 1, 2
  )
  SELECT jsonb_agg(jsonb_build_object('field', field, 'matched', matched, 'filled', filled, 'distinct', distinct_n, 'of', of)
    ORDER BY matched DESC, (distinct_n >= 0.95 * of) DESC, place, filled DESC) INTO v_found FROM weighed;
  RETURN coalesce(v_found, '[]');
END $f$`;

const samePerson = `
-- Whether somebody under a new id may be whom we know by the number: the same name (of given names the first, or how it begins), and about the grade they
-- had. Anything else may be a number that was given once more.
CREATE OR REPLACE FUNCTION exchange_same_person(p person, p_given text, p_family text, p_grade text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT platform_fold(p.family_name) = platform_fold(p_family) AND (starts_with(g.here, g.said) OR starts_with(g.said, g.here))
    AND coalesce(abs(array_position(g.steps, p.grade) - array_position(g.steps, p_grade)) <= 1, true)
  FROM (SELECT ARRAY['PK', 'TK', 'K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] AS steps,
      split_part(platform_fold(p.given_name), ' ', 1) AS here, split_part(platform_fold(p_given), ' ', 1) AS said) g
$f$`;

const people = `
-- Fills \`roster_person\` with whom the source means after the run: everybody when a file says the whole, else those whom its lines concern; and
-- with those of ours who are gone or missing. p_field: what gives the number.
CREATE OR REPLACE FUNCTION exchange_roster_people(p_run uuid, p_field text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public SET work_mem = '64MB' SET plan_cache_mode = force_custom_plan SET jit = off SET enable_nestloop = off AS $f$
DECLARE
  v_run roster_run;
  v_today date := directory_day(clock_timestamp());
  v_all boolean;
  v_touched text[];
BEGIN
  SELECT * INTO v_run FROM roster_run WHERE id = p_run;
  v_all := cardinality(exchange_roster_bulk(p_run)) > 0;
  DELETE FROM roster_person WHERE run_id = p_run;
  IF NOT v_all THEN
    v_touched := ARRAY(
      SELECT l.id FROM roster_line l WHERE l.run_id = p_run AND l.kind = 'user'
      UNION SELECT l.vals[1] FROM roster_line l WHERE l.run_id = p_run AND l.kind IN ('role', 'link')
      UNION SELECT l.vals[2] FROM roster_line l WHERE l.run_id = p_run AND l.kind IN ('enrollment', 'link')
      -- What is deleted may come with its id alone.
      UNION SELECT o.vals[CASE o.kind WHEN 'enrollment' THEN 2 ELSE 1 END] FROM roster_record o JOIN roster_line l ON l.kind = o.kind AND l.id = o.id
        WHERE o.source_id = v_run.source_id AND l.run_id = p_run AND o.kind IN ('role', 'enrollment', 'link')
      UNION SELECT e."user" FROM ${said('enrollment')} e WHERE e.class IN (SELECT l.id FROM roster_line l WHERE l.run_id = p_run AND l.kind = 'class')
      UNION SELECT r."user" FROM ${said('role')} r WHERE r.org IN (SELECT l.id FROM roster_line l WHERE l.run_id = p_run AND l.kind = 'org')
      -- Of a guardian's record, whom they are guardians of.
      UNION SELECT k."user" FROM ${said('link')} k WHERE k.agent IN (SELECT l.id FROM roster_line l WHERE l.run_id = p_run AND l.kind = 'user')
      UNION SELECT k.agent FROM ${said('link')} k WHERE k."user" IN (SELECT l.id FROM roster_line l WHERE l.run_id = p_run AND l.kind = 'user')
      -- Who waits for an answer about their number, or for the run after it.
      UNION SELECT q.user_id FROM roster_question q WHERE q.source_id = v_run.source_id AND q.kind = 'number-reused'
        AND NOT EXISTS (SELECT 1 FROM roster_member m WHERE m.source_id = q.source_id AND m.user_id = q.user_id AND m.site_ids <> '{}'));
    -- Of a person who comes as several records, all of them.
    v_touched := v_touched || ARRAY(SELECT o.user_id FROM roster_member m JOIN roster_member o ON o.source_id = m.source_id AND o.person_id = m.person_id
      WHERE m.source_id = v_run.source_id AND m.user_id = ANY (v_touched));
  END IF;

  INSERT INTO roster_person (run_id, seq, file, line, standing, user_ids, person_id, kind, number, given_name, family_name, grade, homeroom, email,
    site_id, site_ids, former_site_ids, guardians, may_return, problems, notes, number_holder_id)
  WITH u AS MATERIALIZED (
    SELECT n.id, n.file, n.line, n.vals, ${valueColumns('user', 'n.vals')} FROM exchange_roster_now(v_run.source_id, p_run, 'user') n
  ), roles AS MATERIALIZED (
    SELECT x."user", x.org, x.kind, x.word, x.grade, coalesce(x."primary" = 'true', false) AS is_primary, coalesce(x.place::integer, 0) AS place,
      coalesce(x."beginOn"::date <= v_today, true) AS begun,
      -- Who begins within two months counts: in summer devices are made ready for the year to come.
      coalesce(x."endOn"::date > v_today, true) AND coalesce(x."beginOn"::date <= v_today + 60, true) AS lasting
    FROM ${said('role')} x
  ), r AS MATERIALIZED (
    -- Between two school years all have ended: then the last ones count.
    SELECT * FROM roles WHERE lasting OR NOT EXISTS (SELECT 1 FROM roles s WHERE s.lasting AND s.kind = 'student')
  ), e AS MATERIALIZED (
    SELECT x.class, x."user", x.org, x.kind FROM ${said('enrollment')} x WHERE coalesce(x."endOn"::date > v_today, true)
  ), classes AS MATERIALIZED (SELECT * FROM ${said('class')} c
  ), orgs AS MATERIALIZED (SELECT * FROM exchange_roster_orgs(v_run.source_id, p_run)
  ), kinds AS MATERIALIZED (
    SELECT r."user" AS id, CASE WHEN bool_or(r.kind = 'student') THEN 'student' ELSE 'staff' END AS kind FROM r WHERE r.kind IN ('student', 'staff') GROUP BY 1
  ), grp AS MATERIALIZED (
    -- Staff with several roles come as several records with one username; where there is none, with one name and e-mail.
    SELECT u.id, k.kind, CASE WHEN k.kind = 'staff' THEN coalesce('u:' || lower(u.username),
      'e:' || lower(u.email) || '/' || platform_fold(concat_ws(' ', u."givenName", u."familyName")), 'i:' || u.id) ELSE 'i:' || u.id END AS g
    FROM u JOIN kinds k ON k.id = u.id
  ), chosen AS MATERIALIZED (
    SELECT * FROM grp WHERE v_all OR g IN (SELECT t.g FROM grp t WHERE t.id = ANY (v_touched))
  ), places AS (
    SELECT c.g, o.site_id, coalesce(o.name, r.org) AS org, coalesce(o.type, '') IN ('district', 'local', 'state', 'national') AS above, r.grade,
      row_number() OVER (PARTITION BY c.g ORDER BY coalesce(r.org = u."primaryOrg", false) DESC, r.is_primary DESC, r.begun DESC,
        coalesce(o.type = 'school', false) DESC, r.place, u.id, r.org) AS nth
    FROM chosen c JOIN u ON u.id = c.id JOIN r ON r."user" = c.id AND r.kind = c.kind LEFT JOIN orgs o ON o.org_id = r.org
  ), placed AS (
    SELECT p.g, (array_agg(p.site_id ORDER BY p.nth) FILTER (WHERE p.site_id IS NOT NULL))[1] AS site_id,
      array_remove(array_agg(DISTINCT p.site_id), NULL) AS site_ids, (array_agg(p.grade ORDER BY p.nth) FILTER (WHERE p.grade IS NOT NULL))[1] AS grade,
      (array_agg(p.org ORDER BY p.nth) FILTER (WHERE p.site_id IS NULL AND NOT p.above))[1] AS unknown_org
    FROM places p GROUP BY 1
  ), lessons AS (
    SELECT c.g, array_agg(DISTINCT o.site_id) FILTER (WHERE o.site_id IS NOT NULL) AS site_ids,
      min(coalesce(k.title, t.teacher)) FILTER (WHERE k.homeroom = 'true' AND e.kind = 'student') AS homeroom
    FROM chosen c JOIN e ON e."user" = c.id
    LEFT JOIN classes k ON k.id = e.class
    LEFT JOIN (SELECT x.class, min(tu."familyName") AS teacher FROM e x JOIN u tu ON tu.id = x."user" WHERE x.kind = 'staff' GROUP BY 1) t ON t.class = e.class
    LEFT JOIN orgs o ON o.org_id = coalesce(e.org, k.org)
    GROUP BY 1
  ), links AS MATERIALIZED (SELECT * FROM ${said('link')} l
  ), guardians AS (
    SELECT c.g, jsonb_agg(DISTINCT jsonb_build_object('name', concat_ws(' ', a."givenName", a."familyName"),
      'relation', lower(coalesce(b.relation, w.word)), 'email', a.email, 'phone', a.phone)) AS entries
    FROM (SELECT "user" AS student, agent AS other, relation FROM links UNION SELECT agent, "user", relation FROM links) b
    JOIN chosen c ON c.id = b.student AND c.kind = 'student'
    JOIN u a ON a.id = b.other
    LEFT JOIN kinds k ON k.id = b.other
    LEFT JOIN (SELECT r."user", min(r.word) AS word FROM r WHERE r.kind = 'guardian' GROUP BY 1) w ON w."user" = b.other
    -- A teacher whom a student's record names is no guardian, unless it says so.
    WHERE k.kind IS NULL OR (k.kind = 'staff' AND (w.word IS NOT NULL OR b.relation IS NOT NULL)) GROUP BY 1
  ), members AS MATERIALIZED (
    SELECT c.g, (array_agg(h.id ORDER BY m.user_id))[1] AS person_id, (array_agg(h.number ORDER BY m.user_id))[1] AS number, bool_or(m.withdrew) AS withdrew,
      coalesce(array_agg(DISTINCT s.id) FILTER (WHERE s.id IS NOT NULL), '{}') AS site_ids
    FROM chosen c JOIN roster_member m ON m.source_id = v_run.source_id AND m.user_id = c.id JOIN person p ON p.id = m.person_id
    JOIN person h ON h.id = coalesce(p.merged_into_id, p.id)
    LEFT JOIN LATERAL unnest(m.site_ids) AS s(id) ON true GROUP BY 1
  ), whole AS (
    -- Whom an id of this source means keeps the number that they have here when none is said. Of new staff their id stands in, or where it is too
    -- short to be scanned, the username or e-mail.
    SELECT w.g, w.kind, w.user_ids, w.first_id, w.said IS NULL AND w.kind = 'student' AND k.number IS NOT NULL AS is_kept, coalesce(w.said, k.number,
      CASE WHEN w.kind = 'staff' THEN CASE WHEN length(u."sourcedId") < 3 THEN coalesce(u.username, split_part(u.email, '@', 1), u."sourcedId") ELSE u."sourcedId" END END) AS number FROM (
      SELECT c.g, min(c.kind) AS kind, array_agg(c.id ORDER BY c.id) AS user_ids,
        (array_agg(c.id ORDER BY u.line NULLS LAST, c.id))[1] AS first_id,
        (array_agg(x.number ORDER BY u.line NULLS LAST, c.id) FILTER (WHERE x.number IS NOT NULL))[1] AS said
      FROM chosen c JOIN u ON u.id = c.id CROSS JOIN LATERAL (SELECT nullif(btrim(exchange_roster_number(p_field, u.vals)), '') AS number) x
      GROUP BY 1) w JOIN u ON u.id = w.first_id
    LEFT JOIN members k ON k.g = w.g
  ), own AS (
    -- Of records that part, the one with the number stays the person.
    SELECT DISTINCT ON (p.id) m.g, p.id AS person_id FROM members m JOIN whole w ON w.g = m.g JOIN person p ON p.id = m.person_id
    ORDER BY p.id, (p.number_key = platform_code_key(w.number)) DESC NULLS LAST, m.g
  ), taken AS (
    -- Whom an id of this source means: nobody else's number makes them somebody else.
    SELECT DISTINCT m.person_id FROM roster_member m JOIN grp ON grp.id = m.user_id WHERE m.source_id = v_run.source_id
  ), elsewhere AS MATERIALIZED (
    SELECT DISTINCT m.person_id FROM roster_member m JOIN roster_source s ON s.id = m.source_id AND s.active
    WHERE m.source_id <> v_run.source_id AND m.present
  ), by_number AS MATERIALIZED (
    -- Whom we know by the number alone: with another name they may be somebody else, whoever has them.
    SELECT w.g, h.id, NOT exchange_same_person(h, u."givenName", u."familyName", coalesce(p.grade, u.grade)) AS is_asked
    FROM whole w JOIN u ON u.id = w.first_id JOIN person n ON n.number_key = platform_code_key(w.number)
    JOIN person h ON h.id = coalesce(n.merged_into_id, n.id)
    LEFT JOIN placed p ON p.g = w.g
    WHERE w.g NOT IN (SELECT own.g FROM own) AND h.id NOT IN (SELECT t.person_id FROM taken t)
      -- No number makes a student of staff.
      AND NOT (h.kind = 'staff' AND w.kind = 'student')
      -- Somebody else, and another source gives the number to whom we have: they keep it.
      AND NOT (h.id IN (SELECT e.person_id FROM elsewhere e) AND EXISTS (SELECT 1 FROM roster_question q WHERE q.source_id = v_run.source_id
        AND q.person_id = h.id AND q.kind = 'number-reused' AND q.user_id = ANY (w.user_ids) AND q.answer = 'somebody-else'))
  ), notes AS (
    SELECT l.id, l.problems FROM roster_line l WHERE l.run_id = p_run AND l.kind = 'user' AND NOT l.refused AND l.problems IS NOT NULL
  )
  SELECT p_run, row_number() OVER (ORDER BY u.line NULLS LAST, w.g), CASE WHEN u.line IS NOT NULL THEN u.file END, u.line, 'here', w.user_ids,
    coalesce(own.person_id, CASE WHEN NOT n.is_asked THEN n.id END), w.kind, w.number, u."givenName", u."familyName", CASE w.kind WHEN 'student' THEN coalesce(p.grade, u.grade) END, left(l.homeroom, 60), u.email,
    p.site_id, ARRAY(SELECT DISTINCT s FROM unnest(p.site_ids || l.site_ids) AS s WHERE s IS NOT NULL AND p.site_id IS NOT NULL ORDER BY s),
    coalesce(m.site_ids, '{}'), CASE WHEN w.kind = 'student' AND EXISTS (SELECT 1 FROM links) THEN coalesce(x.entries, '[]') END, coalesce(m.withdrew, false),
    CASE WHEN p.site_id IS NULL AND (w.kind = 'student' OR p.unknown_org IS NOT NULL)
      THEN jsonb_build_array(jsonb_build_object('field', 'site', 'value', p.unknown_org, 'code', CASE WHEN p.unknown_org IS NULL THEN 'no-school' ELSE 'org-unknown' END)) ELSE '[]' END,
    CASE WHEN w.is_kept THEN coalesce(o.problems, '[]') || jsonb_build_object('field', 'number', 'value', NULL, 'code', 'number-blank') ELSE o.problems END,
    CASE WHEN n.is_asked THEN n.id END
  FROM whole w
  JOIN u ON u.id = w.first_id
  LEFT JOIN placed p ON p.g = w.g
  LEFT JOIN lessons l ON l.g = w.g
  LEFT JOIN guardians x ON x.g = w.g
  LEFT JOIN members m ON m.g = w.g
  LEFT JOIN own ON own.g = w.g
  LEFT JOIN notes o ON o.id = w.first_id
  LEFT JOIN by_number n ON n.g = w.g;

  -- Of whom several sources list, the one that was made first leads, or they would change every night. Another one adds its ids and sites, and
  -- contacts where the leading one has none; what it says otherwise stays as it is, with a note.
  WITH leads AS MATERIALIZED (
    SELECT DISTINCT ON (m.person_id) m.person_id, m.source_id, s.name FROM roster_member m JOIN roster_source s ON s.id = m.source_id AND s.active
    -- Its image says whom it lists: whoever is missing there and is with another source is nobody's question, and stays a member.
    JOIN roster_record r ON r.source_id = m.source_id AND r.kind = 'user' AND r.id = m.user_id
    WHERE m.present ORDER BY m.person_id, m.source_id
  ), follows AS MATERIALIZED (
    SELECT i.seq, l.name, l.source_id, p AS here FROM roster_person i JOIN leads l ON l.person_id = i.person_id AND l.source_id < v_run.source_id
    JOIN person p ON p.id = i.person_id WHERE i.run_id = p_run AND i.standing = 'here'
  )
  UPDATE roster_person i SET kind = (f.here).kind, number = (f.here).number, given_name = (f.here).given_name, family_name = (f.here).family_name, grade = (f.here).grade,
    homeroom = (f.here).homeroom, email = (f.here).email, site_id = CASE WHEN (f.here).primary_site_id IS NULL THEN i.site_id END,
    former_site_ids = ARRAY(SELECT unnest(i.former_site_ids) EXCEPT SELECT (f.here).primary_site_id
      EXCEPT SELECT unnest(o.site_ids) FROM roster_member o WHERE o.person_id = i.person_id AND o.source_id <> v_run.source_id AND o.present),
    guardians = CASE WHEN (f.here).kind = 'student' AND NOT EXISTS (SELECT 1 FROM roster_record k WHERE k.source_id = f.source_id AND k.kind = 'link') THEN i.guardians END,
    notes = nullif(coalesce(i.notes, '[]') || coalesce((SELECT jsonb_agg(jsonb_build_object('field', n.field, 'value', n.said, 'code', 'kept-of-source', 'source', f.name))
      FROM (VALUES ('kind', i.kind, (f.here).kind), ('number', i.number, (f.here).number), ('givenName', i.given_name, (f.here).given_name), ('familyName', i.family_name, (f.here).family_name),
        ('grade', i.grade, (f.here).grade), ('homeroom', i.homeroom, (f.here).homeroom), ('email', i.email, (f.here).email),
        ('site', (SELECT s.code FROM site s WHERE s.id = i.site_id), (SELECT s.code FROM site s WHERE s.id = (f.here).primary_site_id))) AS n (field, said, kept)
      WHERE n.said IS DISTINCT FROM n.kept AND n.said IS NOT NULL AND n.kept IS NOT NULL), '[]'), '[]')
  FROM follows f WHERE i.run_id = p_run AND i.seq = f.seq;

  INSERT INTO roster_person (run_id, seq, file, line, standing, user_ids, person_id, kind, notes)
  WITH here AS MATERIALIZED (SELECT person_id FROM roster_person WHERE run_id = p_run AND person_id IS NOT NULL
  ), gone AS MATERIALIZED (SELECT l.id FROM roster_line l WHERE l.run_id = p_run AND l.kind = 'user' AND l.gone AND NOT l.refused
  ), refused AS MATERIALIZED (
    SELECT platform_code_key(exchange_roster_number(p_field, l.vals)) AS number_key FROM roster_line l WHERE l.run_id = p_run AND l.kind = 'user' AND l.refused
  ), known AS (
    SELECT m.person_id, array_agg(m.user_id ORDER BY m.user_id) AS user_ids, bool_and(m.user_id IN (SELECT id FROM gone)) AS gone
    FROM roster_member m WHERE m.source_id = v_run.source_id AND m.present GROUP BY 1
    HAVING v_all OR bool_or(m.user_id = ANY (v_touched))
  ), strangers AS (
    -- Who is here and never was in any roster; asked about when there is one source and it says the whole.
    SELECT p.id AS person_id, '{}'::text[], false FROM person p
    WHERE v_all AND NOT EXISTS (SELECT 1 FROM roster_source s WHERE s.active AND s.id <> v_run.source_id)
      AND EXISTS (SELECT 1 FROM roster_run r CROSS JOIN LATERAL jsonb_array_elements(r.files) AS f WHERE r.id = p_run AND f ->> 'mode' = 'bulk' AND f ->> 'kind' = 'user')
      AND p.state = 'active' AND NOT p.temporary AND p.merged_into_id IS NULL AND p.id NOT IN (SELECT m.person_id FROM roster_member m)
      AND p.kind IN (SELECT i.kind FROM roster_person i WHERE i.run_id = p_run UNION SELECT 'student')
      AND p.number_key NOT IN (SELECT f.number_key FROM refused f WHERE f.number_key IS NOT NULL)
  )
  SELECT p_run, (SELECT coalesce(max(seq), 0) FROM roster_person WHERE run_id = p_run) + row_number() OVER (ORDER BY p.sort_name, p.id),
    said.file, said.line, CASE WHEN o.name IS NOT NULL THEN 'kept' WHEN l.gone THEN 'gone' ELSE 'missing' END, l.user_ids, p.id, p.kind,
    CASE WHEN o.name IS NOT NULL THEN jsonb_build_array(jsonb_build_object('field', '', 'value', NULL, 'code', 'kept-listed', 'source', o.name)) END
  FROM (SELECT * FROM known UNION ALL SELECT * FROM strangers) l (person_id, user_ids, gone)
  JOIN person p ON p.id = l.person_id AND p.state = 'active' AND p.merged_into_id IS NULL
  LEFT JOIN LATERAL (SELECT x.file, x.line FROM roster_line x
    WHERE x.run_id = p_run AND x.kind = 'user' AND x.id = ANY (l.user_ids) ORDER BY x.gone DESC, x.seq LIMIT 1) said ON true
  -- Whom another source has is here, and no member of this one any more.
  LEFT JOIN (SELECT DISTINCT ON (m.person_id) m.person_id, s.name FROM roster_member m JOIN roster_source s ON s.id = m.source_id AND s.active
    WHERE m.source_id <> v_run.source_id AND m.present ORDER BY m.person_id, m.source_id) o ON o.person_id = l.person_id
  WHERE l.person_id NOT IN (SELECT person_id FROM here)
    AND (l.gone OR o.name IS NOT NULL OR NOT EXISTS (SELECT 1 FROM roster_question q WHERE q.source_id = v_run.source_id AND q.person_id = l.person_id AND q.kind = 'missing' AND q.state <> 'closed'));
END $f$`;

/** From what a source says to whom of ours it means. */
export const rosterPeopleSql: readonly string[] = [numberOf, guess, samePerson, people];
