import type { SqlFunctions } from '@app/platform';

/** Cards that are nobody's, which one account may scan in a minute. */
export const WRONG_CARDS_PER_MINUTE = 5;

const card = `
-- Whose a card is: {holder: {accountId, name, permissions at p_site} | null, throttled}. The row of the guesses makes the cards that
-- one account scans wait for each other.
CREATE OR REPLACE FUNCTION identity_card(p_hash bytea, p_by uuid, p_site uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public AS $f$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_misses smallint;
  v_holder jsonb;
BEGIN
  INSERT INTO card_guess AS g (account_id, until) VALUES (p_by, v_now + interval '1 minute')
    ON CONFLICT (account_id) DO UPDATE SET misses = CASE WHEN g.until <= v_now THEN 0 ELSE g.misses END, 
      until = CASE WHEN g.until <= v_now THEN v_now + interval '1 minute' ELSE g.until END
    RETURNING misses INTO v_misses;
  IF v_misses >= ${WRONG_CARDS_PER_MINUTE} THEN
    RETURN '{"holder": null, "throttled": true}';
  END IF;
  SELECT jsonb_build_object('accountId', a.id, 'name', a.display_name, 'permissions', coalesce((SELECT jsonb_agg(DISTINCT p.permission_code)
      FROM role_grant g JOIN role_permission p ON p.role_id = g.role_id WHERE g.account_id = a.id AND (g.site_id IS NULL OR g.site_id = p_site)), '[]'))
    INTO v_holder
    FROM account_card c JOIN account a ON a.id = c.account_id
   WHERE c.card_hash = p_hash AND c.withdrawn_at IS NULL AND a.state = 'active';
  IF v_holder IS NULL THEN
    UPDATE card_guess SET misses = misses + 1 WHERE account_id = p_by;
  END IF;
  RETURN jsonb_build_object('holder', v_holder, 'throttled', false);
END $f$`;

const recordChange = `
-- One line of the log of administration from inside another lib's transaction.
CREATE OR REPLACE FUNCTION identity_record_change(p_account uuid, p_action text, p_kind text, p_subject uuid, p_before jsonb, p_after jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public AS $f$
  INSERT INTO admin_log (account_id, action, subject_kind, subject_id, before, after) VALUES (p_account, p_action, p_kind, p_subject, p_before, p_after)
$f$`;

export const identityCardsSql: SqlFunctions = { lib: 'identity-cards', order: 10, statements: [card, recordChange] };
