import type { SqlFunctions } from '@app/platform';
import { IT_ADMIN } from '../roles/built-in-roles.js';

const LOCK = 6386532;

const hasBreakGlass = `
-- Whether an emergency account could come in: an administrator of the district with password and second factor, who is none of p_but.
CREATE OR REPLACE FUNCTION identity_has_break_glass(p_but uuid[] DEFAULT '{}') RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT EXISTS (SELECT FROM account a JOIN second_factor f ON f.account_id = a.id
    JOIN role_grant g ON g.account_id = a.id AND g.site_id IS NULL JOIN role r ON r.id = g.role_id AND r.code = '${IT_ADMIN}'
    WHERE a.break_glass AND a.state = 'active' AND a.password_hash IS NOT NULL AND (a.person_id IS NULL OR a.person_id <> ALL (p_but)))
$f$`;

const demandsProvider = `
-- Whether passwords are left to emergency accounts.
CREATE OR REPLACE FUNCTION identity_demands_provider() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT EXISTS (SELECT FROM sign_in_policy WHERE passwords = 'break-glass')
$f$`;

const check = `
-- At commit, and in turn: of two that take away one of the last two each, the second sees what the first did. Nothing else is locked after it.
CREATE OR REPLACE FUNCTION identity_check_break_glass() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  IF TG_TABLE_NAME IN ('role_grant', 'second_factor') THEN
    IF NOT EXISTS (SELECT FROM account WHERE id = OLD.account_id AND break_glass) THEN
      RETURN NULL;
    END IF;
  END IF;
  PERFORM pg_advisory_xact_lock(${LOCK});
  IF identity_demands_provider() AND NOT identity_has_break_glass() THEN
    RAISE EXCEPTION 'no emergency account would be left'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_account_last_break_glass', TABLE = 'account';
  END IF;
  RETURN NULL;
END $f$`;

const checkProvider = `
-- The same for what everybody signs in with: the only provider that is on is neither turned off nor pointed elsewhere.
CREATE OR REPLACE FUNCTION identity_check_provider() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
DECLARE
  v_but uuid;
BEGIN
  IF TG_TABLE_NAME = 'identity_provider' THEN
    v_but := OLD.id;
    IF TG_OP = 'UPDATE' THEN
      IF NEW.enabled AND NEW.issuer = OLD.issuer AND NEW.client_id = OLD.client_id AND NEW.allowed_domains && OLD.allowed_domains THEN
        RETURN NULL;
      END IF;
    END IF;
  END IF;
  PERFORM pg_advisory_xact_lock(${LOCK});
  IF identity_demands_provider() AND NOT EXISTS (SELECT FROM identity_provider WHERE enabled AND id IS DISTINCT FROM v_but) THEN
    RAISE EXCEPTION 'nobody could sign in by a provider'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_identity_provider_last', TABLE = 'identity_provider';
  END IF;
  RETURN NULL;
END $f$`;

/** Who comes in when single sign-on is demanded and down. */
export const identityBreakGlassSql: SqlFunctions = {
  lib: 'identity-break-glass',
  order: 12,
  statements: [hasBreakGlass, demandsProvider, check, checkProvider],
};
