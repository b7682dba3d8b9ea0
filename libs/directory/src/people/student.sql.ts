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

/** Students for overviews of other libs. */
export const studentsSql: SqlFunctions = { lib: 'directory-students', order: 21, statements: [students, takeHome] };
