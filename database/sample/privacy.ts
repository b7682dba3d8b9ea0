import type { Tx } from '../../libs/platform/src/index.js';
import { accountId } from './actors.js';
import { sampleId } from './random.js';

/** The first students of the high school, by name: somebody opens them. */
const STUDENTS = `(SELECT p.id, row_number() OVER (ORDER BY p.sort_name, p.id) AS n FROM person p
  WHERE p.kind = 'student' AND p.state = 'active' AND p.homeroom IS NOT NULL AND p.primary_site_id = $1 ORDER BY p.sort_name, p.id LIMIT 3) AS s`;

/** What a county office, a court and a new school were told. */
const DISCLOSED = `
  SELECT privacy_record_disclosure(jsonb_build_object('origin', 'by-hand', 'on', $2::date - (20 * d.n)::int, 'recipient', d.recipient, 'purpose', d.purpose,
    'described', d.described, 'basis', d.basis, 'accountId', $3::uuid), ARRAY[s.id])
  FROM ${STUDENTS} JOIN (VALUES
    (1, 'County office of education', 'Yearly review of the one-to-one program', 'Devices lent, with dates', 'audit'),
    (1, 'Marigold Middle School, another district', 'The family looked at a move', 'Devices lent this year', 'other-school'),
    (2, 'Family court, case 26-1187', 'Subpoena of the court', 'Loans and the report of a loss', 'court-order')) AS d(n, recipient, purpose, described, basis)
    ON d.n = s.n`;

const CORRECTIONS = `
  INSERT INTO record_correction (person_id, asked_on, asked_by, wrong, state, answer, hearing_told_on, recorded_by, recorded_at, answered_by, answered_at)
  SELECT s.id, $2::date - c.days, c.asked_by, c.wrong, c.state, c.answer, CASE WHEN c.state = 'declined' THEN $2::date - c.days + 3 END, $3::uuid,
    ($2::date - c.days)::timestamptz, CASE WHEN c.state <> 'open' THEN $3::uuid END, CASE WHEN c.state <> 'open' THEN ($2::date - c.days + 3)::timestamptz END
  FROM ${STUDENTS} JOIN (VALUES
    (1, 6, 'The mother', 'The charger came back on the last day of school; the record says that it is owed.', 'open', NULL),
    (1, 90, 'The father', 'The telephone number is the old one.', 'corrected', 'Changed to the number of the new form.'),
    (2, 120, 'The mother', 'The tablet was not lost at home but at school.', 'declined', 'The report of the day names the bus; a statement may be added.'))
    AS c(n, days, asked_by, wrong, state, answer) ON c.n = s.n`;

/** Somebody of the office planned; whoever tries the product may read it and approve. */
const PLANNER = `INSERT INTO account (id, email, display_name) VALUES ($1, 'robin@mountalder.example', 'Robin Vale')`;

/** Who was told, what is asked for, and a plan of who is forgotten. `today`: `YYYY-MM-DD`. */
export async function loadPrivacy(tx: Tx, today: string): Promise<void> {
  const at = [sampleId('site CPH'), today, accountId('principal')];
  await tx.query(DISCLOSED, at);
  await tx.execute(CORRECTIONS, at);
  await tx.execute(PLANNER, [accountId('robin')]);
  await tx.query('SELECT privacy_plan($1)', [accountId('robin')]);
}
