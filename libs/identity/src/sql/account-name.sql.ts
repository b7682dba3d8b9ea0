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

const recordLook = `
-- One look at one kind of a person's data. A page asks several times for what it shows, and people go back to it: the same account, kind and
-- person within five minutes is one look, of which the first row stands. The lock lets requests of one page see each other's row. Only the
-- newest rows of the person are looked at: among many others a second row is written, never too few.
CREATE OR REPLACE FUNCTION identity_record_look(p_account uuid, p_action text, p_person uuid, p_site uuid, p_route text, p_rows integer, p_detail jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(' ', p_account, p_action, p_person), 7));
  INSERT INTO access_log (account_id, action, person_id, site_id, route, row_count, detail)
  SELECT p_account, p_action, p_person, p_site, p_route, p_rows, p_detail
   WHERE NOT EXISTS (
     SELECT FROM (SELECT * FROM access_log WHERE person_id = p_person ORDER BY id DESC LIMIT 100) l
      WHERE l.at > clock_timestamp() - interval '5 minutes' AND l.account_id = p_account AND l.action = p_action
        AND (l.site_id, l.row_count, l.detail) IS NOT DISTINCT FROM (p_site, p_rows, p_detail));
END $f$`;

const lastChange = `
-- When somebody last changed one of these records; null: the log knows of no change.
CREATE OR REPLACE FUNCTION identity_last_change(p_kind text, p_subjects uuid[]) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT max(at) FROM admin_log WHERE subject_kind = p_kind AND subject_id = ANY (p_subjects)
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

/** In the hottest statement of all it stands as it is: a call costs as much as the look-up. */
const needs = (account: string): string =>
  `EXISTS (SELECT FROM role_grant g JOIN role r ON r.id = g.role_id WHERE g.account_id = ${account} AND r.second_factor)`;

const needsFactor = `
-- Whether a role of the account asks for a second factor; an account for emergencies has one always.
CREATE OR REPLACE FUNCTION identity_needs_factor(p_account uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT ${needs('p_account')} OR EXISTS (SELECT FROM account WHERE id = p_account AND break_glass)
$f$`;

const session = `
-- Session, account and grants by the hash of a token: null when it is ended, expired, idle or of a disabled account. Roles are
-- [[sites, null: every site], [permissions]]; the stamp is another one as soon as they, or the language, are. A program's token stands for a
-- session of its account, within its limits. A session by a password that somebody else
-- set has no role until the account has chosen its own. By the token before the last proof it is found for some seconds, without a stamp:
-- that one proves no write.
CREATE OR REPLACE FUNCTION identity_session(p_token_hash bytea, p_now timestamptz, p_seen_after timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public AS $f$
DECLARE
  s record;
  v_limits jsonb;
  v_roles jsonb;
  v_renewed bytea;
BEGIN
  SELECT n.id, n.account_id, n.last_seen_at, a.language, n.way = 'password' AND a.password_set_by IS NOT NULL AND a.password_chosen_at IS NULL AS foreign_password,
      n.factor_at IS NULL AND EXISTS (SELECT FROM second_factor f WHERE f.account_id = n.account_id) AS awaits_factor,
      n.factor_at IS NULL AND (a.break_glass OR ${needs('n.account_id')}) AS lacks_factor INTO s FROM session n JOIN account a ON a.id = n.account_id
   WHERE n.token_hash = p_token_hash AND n.ended_at IS NULL AND n.expires_at > p_now AND n.last_seen_at > p_seen_after AND a.state = 'active';
  IF NOT FOUND THEN
    SELECT t.id, t.account_id, coalesce(t.last_used_at, 'epoch') AS last_seen_at, a.language, false AS foreign_password, false AS awaits_factor, false AS lacks_factor, t.permissions, t.site_ids INTO s
      FROM api_token t JOIN account a ON a.id = t.account_id
     WHERE t.token_hash = p_token_hash AND t.revoked_at IS NULL AND t.expires_on >= (p_now AT TIME ZONE 'UTC')::date AND a.state = 'active';
    IF NOT FOUND THEN
      SELECT n.token_hash INTO v_renewed FROM session n WHERE n.former_hash = p_token_hash AND n.former_until > p_now;
      RETURN CASE WHEN FOUND THEN identity_session(v_renewed, p_now, p_seen_after) || '{"stamp": null}' END;
    END IF;
    v_limits := jsonb_build_object('permissions', s.permissions, 'sites', s.site_ids);
  END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_array(g.sites, (SELECT coalesce(jsonb_agg(rp.permission_code ORDER BY rp.permission_code), '[]')
      FROM role_permission rp WHERE rp.role_id = g.role_id)) ORDER BY g.role_id), '[]') INTO v_roles
    FROM (SELECT role_id, jsonb_agg(site_id ORDER BY site_id) AS sites FROM role_grant WHERE account_id = s.account_id AND NOT (s.foreign_password OR s.awaits_factor OR s.lacks_factor) GROUP BY role_id) g;
  RETURN jsonb_build_object('id', s.id, 'accountId', s.account_id, 'lastSeenAt', s.last_seen_at, 'roles', v_roles, 'limits', v_limits,
    'language', s.language, 'awaitsFactor', s.awaits_factor, 'stamp', md5(concat(v_roles, v_limits, s.language)));
END $f$`;

const sessionStands = `
-- Whether a session is there and has the rights that the caller goes by: {tokenHash, stamp, now, seenAfter}.
CREATE OR REPLACE FUNCTION identity_session_stands(p jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT coalesce(identity_session(decode(p ->> 'tokenHash', 'hex'), (p ->> 'now')::timestamptz, (p ->> 'seenAfter')::timestamptz) ->> 'stamp' = p ->> 'stamp', false)
$f$`;

/** What other libs' SQL may ask of the accounts. */
export const identityNameSql: SqlFunctions = {
  lib: 'identity-names',
  order: 10,
  statements: [accountName, recordAccess, recordLook, lastChange, accountsWith, needsFactor, session, sessionStands],
};
