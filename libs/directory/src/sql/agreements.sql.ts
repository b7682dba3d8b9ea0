import type { SqlFunctions } from '@app/platform';

const signed = `
-- Whether an agreement of the school year is on record for the person, under any of their records, and the family has not opted out
-- of taking a device home. Null between school years.
CREATE OR REPLACE FUNCTION directory_agreement_signed(p_person uuid, p_day date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT EXISTS (SELECT 1 FROM person_agreement a WHERE a.school_year_id = y.id AND NOT a.opted_out
    AND a.person_id = ANY (directory_person_ids(p_person)))
  FROM school_year y WHERE p_day BETWEEN y.starts_on AND y.ends_on
$f$`;

const year = `
-- The school year that families sign for on a day: the one it lies in, in the summer the next.
CREATE OR REPLACE FUNCTION directory_agreement_year(p_day date) RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT y.id FROM school_year y WHERE y.ends_on >= p_day ORDER BY y.starts_on LIMIT 1
$f$`;

/** Agreements, for the desk, lists and files. */
export const agreementsSql: SqlFunctions = { lib: 'directory-agreements', order: 22, statements: [signed, year] };
