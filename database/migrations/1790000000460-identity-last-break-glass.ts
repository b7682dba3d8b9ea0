import type { MigrationInterface, QueryRunner } from 'typeorm';

/** While single sign-on is demanded, one emergency account that can come in stays, whoever changes what. */
export class IdentityLastBreakGlass1790000000460 implements MigrationInterface {
  name = 'IdentityLastBreakGlass1790000000460';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- The body follows in libs/identity/src/sql, re-applied by each migrate.
      CREATE FUNCTION identity_check_break_glass() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE CONSTRAINT TRIGGER account_last_break_glass AFTER UPDATE OF state, break_glass, password_hash ON account
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (OLD.break_glass AND (NOT NEW.break_glass OR NEW.state <> 'active' OR NEW.password_hash IS NULL))
        EXECUTE FUNCTION identity_check_break_glass();
      CREATE CONSTRAINT TRIGGER role_grant_last_break_glass AFTER UPDATE OR DELETE ON role_grant
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.site_id IS NULL AND NOT OLD.by_rule)
        EXECUTE FUNCTION identity_check_break_glass();
      CREATE CONSTRAINT TRIGGER second_factor_last_break_glass AFTER DELETE ON second_factor
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION identity_check_break_glass();
      CREATE CONSTRAINT TRIGGER sign_in_policy_last_break_glass AFTER UPDATE ON sign_in_policy
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.passwords = 'break-glass')
        EXECUTE FUNCTION identity_check_break_glass();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER sign_in_policy_last_break_glass ON sign_in_policy;
      DROP TRIGGER second_factor_last_break_glass ON second_factor;
      DROP TRIGGER role_grant_last_break_glass ON role_grant;
      DROP TRIGGER account_last_break_glass ON account;
      DROP FUNCTION identity_check_break_glass();
    `);
  }
}
