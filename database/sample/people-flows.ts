import type { Tx } from '../../libs/platform/src/index.js';

/** Some who left with a device in the last weeks; one family in twelve is not to be contacted. */
const LEAVE = `
  WITH leaving AS (
    SELECT p.id, row_number() OVER (ORDER BY hashtext(p.id::text)) AS n
      FROM person p JOIN loan l ON l.person_id = p.id AND l.returned_at IS NULL
      JOIN device d ON d.id = l.device_id AND d.state = 'deployed'
     WHERE p.kind = 'student' AND p.state = 'active' AND hashtext(p.id::text) % 500 = 0 AND l.loaned_at < $1::date - 40
  )
  UPDATE person p SET state = 'withdrawn', withdrawn_on = $1::date - (1 + n % 30)::int,
    do_not_contact_reason = CASE WHEN n % 12 = 5 THEN 'Asked by the counselor: call her first' END,
    do_not_contact_at = CASE WHEN n % 12 = 5 THEN $1::date - (n % 30) * interval '1 day' END
  FROM leaving WHERE p.id = leaving.id`;

const CLEAR = `SELECT circulation_open_clearance(id, withdrawn_on + 8) FROM person
  WHERE kind = 'student' AND state = 'withdrawn' AND withdrawn_on > $1::date - 40`;

/** Students who came before the roster had them: some of whom it has by now, under their number or a name that is nearly the same. */
const NEWCOMERS = `
  WITH known AS (
    SELECT p.*, row_number() OVER (PARTITION BY p.primary_site_id ORDER BY hashtext(p.id::text)) AS n
      FROM person p JOIN site s ON s.id = p.primary_site_id AND s.kind IN ('middle', 'high')
     WHERE p.kind = 'student' AND p.state = 'active'
  ), made AS (
    INSERT INTO person (kind, temporary, number, known_number, given_name, family_name, grade, primary_site_id, created_at)
    SELECT 'student', true, 'T-' || nextval('person_temporary_number'), CASE n WHEN 1 THEN number WHEN 3 THEN '31' || number END,
      CASE n WHEN 2 THEN left(given_name, -1) ELSE given_name END, CASE n WHEN 3 THEN 'Nakamura-Lindqvist' ELSE family_name END,
      CASE n WHEN 1 THEN NULL ELSE grade END, primary_site_id, $1::date - n * interval '26 hours'
    FROM known WHERE n <= 3 AND length(given_name) > 4 RETURNING id, primary_site_id
  )
  INSERT INTO person_site (person_id, site_id) SELECT id, primary_site_id FROM made`;

/** Some of those who are called alike at a school are siblings. */
const SIBLINGS = `
  WITH s AS (
    SELECT p.id, p.family_name, p.primary_site_id, row_number() OVER (PARTITION BY p.family_name, p.primary_site_id ORDER BY p.number) AS n
      FROM person p WHERE p.kind = 'student' AND p.state = 'active' AND p.homeroom IS NOT NULL
  )
  UPDATE guardian g SET name = f.name, email = f.email, phone = f.phone, relation = f.relation
  FROM s a JOIN s b ON b.family_name = a.family_name AND b.primary_site_id = a.primary_site_id AND b.n = a.n + 1 AND a.n % 4 = 1
  JOIN guardian f ON f.person_id = a.id
  WHERE g.person_id = b.id AND $1::date IS NOT NULL`;

/** Devices that wait for students without one: a few at each school, here and there on its shelves. */
const RESERVE = `
  WITH free AS (
    SELECT d.id, d.location_site_id AS site_id, row_number() OVER (PARTITION BY d.location_site_id ORDER BY hashtext(d.id::text)) AS n,
      count(*) OVER (PARTITION BY d.location_site_id) AS free
      FROM device d JOIN model m ON m.id = d.model_id AND m.device_class = 'chromebook' AND m.support_ends_on > $1::date
     WHERE d.state = 'in-stock' AND d.holds = '{}' AND NOT d.loaner_pool AND d.location_site_id = d.home_site_id
  ), without AS (
    SELECT v.id, v.site_id, row_number() OVER (PARTITION BY v.site_id ORDER BY v.sort_name, v.id) AS n
      FROM directory.v_student v JOIN site s ON s.id = v.site_id AND s.kind IN ('middle', 'high')
     WHERE NOT EXISTS (SELECT 1 FROM circulation.v_borrower b WHERE b.person_id = v.id)
  )
  INSERT INTO reservation (device_id, person_id, reserved_at)
    SELECT f.id, w.id, $1::date - w.n * interval '3 hours' FROM free f JOIN without w ON w.site_id = f.site_id AND w.n = f.n WHERE w.n <= least(12, f.free / 4)`;

/** Who left, who came early, and what waits for whom. `today`: `YYYY-MM-DD`. */
export async function loadPeopleFlows(tx: Tx, today: string): Promise<void> {
  for (const statement of [LEAVE, CLEAR, NEWCOMERS, SIBLINGS, RESERVE]) await tx.execute(statement, [today]);
}
