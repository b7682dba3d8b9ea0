import type { SqlFunctions } from '@app/platform';
import { IT_ADMIN } from '../roles/built-in-roles.js';

const endLeavers = `
-- The accounts of people who have left are disabled and their sessions end, in the caller's transaction. May be asked again: what is
-- answered then is how it stands. Outcomes: ended; last-admin: nobody else could manage accounts, so that the account stays;
-- last-break-glass: no other emergency account could come in, the same; disabled: by somebody, before. Lock order: role, account.
CREATE OR REPLACE FUNCTION identity_end_leavers(p_people uuid[]) RETURNS TABLE (person_id uuid, account_id uuid, outcome text)
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
#variable_conflict use_column
DECLARE
  v_now timestamptz;
  v_admins_stay boolean;
  v_break_glass_stays boolean;
  v_ended uuid[];
BEGIN
  IF NOT EXISTS (SELECT FROM account a WHERE a.person_id = ANY (p_people)) THEN
    RETURN;
  END IF;
  PERFORM FROM role r WHERE r.code = '${IT_ADMIN}' FOR NO KEY UPDATE;
  PERFORM FROM account a WHERE a.person_id = ANY (p_people) ORDER BY a.id FOR NO KEY UPDATE;
  v_now := clock_timestamp();
  v_admins_stay := EXISTS (SELECT FROM role_grant g JOIN role r ON r.id = g.role_id JOIN account a ON a.id = g.account_id
    WHERE r.code = '${IT_ADMIN}' AND g.site_id IS NULL AND a.state = 'active' AND a.password_hash IS NOT NULL
      AND (a.person_id IS NULL OR a.person_id <> ALL (p_people)));
  v_break_glass_stays := NOT identity_demands_provider() OR identity_has_break_glass(p_people);
  WITH ended AS (
    UPDATE account a SET state = 'disabled', left_at = v_now, version = version + 1
    WHERE a.person_id = ANY (p_people) AND a.state = 'active' AND (v_admins_stay OR NOT EXISTS (
      SELECT FROM role_grant g JOIN role r ON r.id = g.role_id WHERE g.account_id = a.id AND r.code = '${IT_ADMIN}' AND g.site_id IS NULL))
      AND (v_break_glass_stays OR NOT a.break_glass)
    RETURNING a.id, a.display_name
  ), logged AS (
    INSERT INTO admin_log (action, subject_kind, subject_id, before, after)
    SELECT 'account.left', 'account', e.id, jsonb_build_object('displayName', e.display_name, 'state', 'active'),
      jsonb_build_object('displayName', e.display_name, 'state', 'disabled') FROM ended e
  )
  SELECT coalesce(array_agg(e.id), '{}') INTO v_ended FROM ended e;
  UPDATE session s SET ended_at = v_now WHERE s.account_id = ANY (v_ended) AND s.ended_at IS NULL;
  INSERT INTO admin_log (action, subject_kind, subject_id, after)
  SELECT 'account.leaver-kept', 'account', a.id, jsonb_build_object('displayName', a.display_name, 'state', a.state)
  FROM account a WHERE a.person_id = ANY (p_people) AND a.state = 'active';
  RETURN QUERY SELECT a.person_id, a.id, CASE WHEN a.state = 'active' AND v_admins_stay THEN 'last-break-glass' WHEN a.state = 'active' THEN 'last-admin'
      WHEN a.left_at IS NULL THEN 'disabled' ELSE 'ended' END
    FROM account a WHERE a.person_id = ANY (p_people);
END $f$`;

const claim = `
-- Somebody's account is the one with their address, if it is nobody's yet and they have none. Lock order: role, account.
CREATE OR REPLACE FUNCTION identity_claim_account(p_person uuid, p_email text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $f$
BEGIN
  IF NOT EXISTS (SELECT FROM account a WHERE a.email_key = lower(normalize(p_email, NFKC)) AND a.person_id IS NULL) THEN
    RETURN;
  END IF;
  PERFORM FROM role r WHERE r.code = '${IT_ADMIN}' FOR NO KEY UPDATE;
  UPDATE account a SET person_id = p_person, version = version + 1
  WHERE a.email_key = lower(normalize(p_email, NFKC)) AND a.person_id IS NULL AND NOT EXISTS (SELECT FROM account o WHERE o.person_id = p_person);
END $f$`;

/** What the libs of people and rosters call when somebody leaves. */
export const identityLeaversSql: SqlFunctions = { lib: 'identity-leavers', order: 12, statements: [endLeavers, claim] };
