import type { SqlFunctions } from '@app/platform';

const signed = `
-- Whether an agreement of the school year is on record for the person, under any of their records. Null between school years.
CREATE OR REPLACE FUNCTION directory_agreement_signed(p_person uuid, p_day date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT EXISTS (SELECT 1 FROM person_agreement a WHERE a.school_year_id = y.id AND a.person_id = ANY (directory_person_ids(p_person)))
  FROM school_year y WHERE p_day BETWEEN y.starts_on AND y.ends_on
$f$`;

/** Agreements, for the desk. */
export const agreementsSql: SqlFunctions = { lib: 'directory-agreements', order: 22, statements: [signed] };
