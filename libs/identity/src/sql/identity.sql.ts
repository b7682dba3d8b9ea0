import type { SqlFunctions } from '@app/platform';
import { BUILT_IN_ROLES } from '../roles/built-in-roles.js';
import { PERMISSIONS } from '../roles/permissions.js';

/** Labels and codes are ours, so the quoting cannot be left; the check keeps it so. */
function literal(value: unknown): string {
  const json = JSON.stringify(value);
  if (json.includes('$seed$')) throw new Error('A label must not contain the quote of the seed');
  return `$seed$${json}$seed$::jsonb`;
}

const seedRoles = `
-- A built-in role gets its set when it is made, and afterwards only permissions that are new to the whole product: what
-- a district took away stays away.
WITH new_permission AS (
  INSERT INTO permission (code, label)
  SELECT p.code, p.label FROM jsonb_to_recordset(${literal(PERMISSIONS)}) AS p(code text, label text)
  ON CONFLICT (code) DO NOTHING
  RETURNING code
), new_role AS (
  INSERT INTO role (code, label, built_in, second_factor)
  SELECT r.code, r.label, true, coalesce(r."secondFactor", false)
  FROM jsonb_to_recordset(${literal(BUILT_IN_ROLES)}) AS r(code text, label text, "secondFactor" boolean)
  ON CONFLICT (code) DO NOTHING
  RETURNING id, code
), every_role AS (
  SELECT id, code, false AS is_new FROM role WHERE built_in
  UNION ALL
  SELECT id, code, true FROM new_role
)
INSERT INTO role_permission (role_id, permission_code)
SELECT e.id, wanted.code
FROM jsonb_to_recordset(${literal(BUILT_IN_ROLES)}) AS r(code text, permissions jsonb)
JOIN every_role e ON e.code = r.code
CROSS JOIN LATERAL jsonb_array_elements_text(r.permissions) AS wanted(code)
WHERE e.is_new OR wanted.code IN (SELECT code FROM new_permission)
ON CONFLICT DO NOTHING`;

const seedLabels = `
UPDATE permission SET label = p.label
FROM jsonb_to_recordset(${literal(PERMISSIONS)}) AS p(code text, label text)
WHERE permission.code = p.code AND permission.label <> p.label`;

/** Permissions and built-in roles. May run any number of times. */
export const identitySql: SqlFunctions = { lib: 'identity', order: 11, statements: [seedRoles, seedLabels] };
