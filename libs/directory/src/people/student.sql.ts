import type { SqlFunctions } from '@app/platform';

const students = `
-- Enrolled students with their primary site and the key that lists sort by; no names to show, no contacts.
CREATE OR REPLACE VIEW directory.v_student AS
  SELECT p.id, p.primary_site_id AS site_id, p.sort_name
  FROM public.person p WHERE p.kind = 'student' AND p.state = 'active' AND p.merged_into_id IS NULL`;

/** Students for overviews of other libs. */
export const studentsSql: SqlFunctions = { lib: 'directory-students', order: 21, statements: [students] };
