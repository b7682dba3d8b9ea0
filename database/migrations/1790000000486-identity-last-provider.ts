import type { MigrationInterface, QueryRunner } from 'typeorm';

/** While single sign-on is demanded, the only provider that is on stays as it is, whoever changes what. */
export class IdentityLastProvider1790000000486 implements MigrationInterface {
  name = 'IdentityLastProvider1790000000486';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- The body follows in libs/identity/src/sql, re-applied by each migrate.
      CREATE FUNCTION identity_check_provider() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE CONSTRAINT TRIGGER identity_provider_last AFTER UPDATE OR DELETE ON identity_provider
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.enabled) EXECUTE FUNCTION identity_check_provider();
      CREATE CONSTRAINT TRIGGER sign_in_policy_last_provider AFTER UPDATE ON sign_in_policy
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.passwords = 'break-glass')
        EXECUTE FUNCTION identity_check_provider();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER sign_in_policy_last_provider ON sign_in_policy;
      DROP TRIGGER identity_provider_last ON identity_provider;
      DROP FUNCTION identity_check_provider();
    `);
  }
}
