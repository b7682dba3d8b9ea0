import type { SqlFunctions } from '@app/platform';

const accountName = `
CREATE OR REPLACE FUNCTION identity_account_name(p_account uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT display_name FROM account WHERE id = p_account
$f$`;

const recordAccess = `
-- One look at a person's record from inside another lib's transaction.
CREATE OR REPLACE FUNCTION identity_record_access(p_account uuid, p_action text, p_person uuid, p_site uuid, p_detail jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  INSERT INTO access_log (account_id, action, person_id, site_id, detail) VALUES (p_account, p_action, p_person, p_site, coalesce(p_detail, '{}'))
$f$`;

const accountsWith = `
-- Active accounts that hold a permission at a site or in the whole district.
CREATE OR REPLACE FUNCTION identity_accounts_with(p_permission text, p_site uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT DISTINCT a.id FROM account a
    JOIN role_grant g ON g.account_id = a.id AND (g.site_id IS NULL OR g.site_id = p_site)
    JOIN role_permission p ON p.role_id = g.role_id AND p.permission_code = p_permission
   WHERE a.state = 'active'
$f$`;

/** What other libs' SQL may ask of the accounts. */
export const identityNameSql: SqlFunctions = {
  lib: 'identity-names',
  order: 10,
  statements: [accountName, recordAccess, accountsWith],
};
