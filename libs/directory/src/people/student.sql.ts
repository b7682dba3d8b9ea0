import type { SqlFunctions } from '@app/platform';

const students = `
-- Enrolled students with their primary site and the key that lists sort by; no names to show, no contacts.
CREATE OR REPLACE VIEW directory.v_student AS
  SELECT p.id, p.primary_site_id AS site_id, p.sort_name, p.grade
  FROM public.person p WHERE p.kind = 'student' AND p.state = 'active' AND p.merged_into_id IS NULL`;

const takeHome = `
-- Grades that take devices home, by site: of the school year in force, in the summer of the one that ended.
CREATE OR REPLACE VIEW directory.v_take_home AS
  SELECT g.site_id, g.grade FROM public.program g WHERE g.kind = 'take-home' AND g.school_year_id = (
    SELECT y.id FROM public.school_year y WHERE y.starts_on <= directory_day(clock_timestamp()) ORDER BY y.starts_on DESC LIMIT 1)`;

const returnsFirst = `
-- Whether a student of this grade gives back what the school has lent before they go to another one: carts stay where they are.
CREATE OR REPLACE FUNCTION directory_returns_first(p_site uuid, p_grade text, p_on date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT EXISTS (SELECT 1 FROM program g JOIN school_year y ON y.id = g.school_year_id
    WHERE g.site_id = p_site AND g.grade = p_grade AND g.kind = 'cart' AND p_on BETWEEN y.starts_on AND y.ends_on)
$f$`;

/** Students for overviews of other libs, and what their programs say. */
export const studentsSql: SqlFunctions = {
  lib: 'directory-students',
  order: 21,
  statements: [students, takeHome, returnsFirst],
};
