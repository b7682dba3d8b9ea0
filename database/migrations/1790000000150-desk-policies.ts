import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every column of `policy_desk` that holds a choice, whoever added it. */
const choices = (text: string): string => `
  DO $$
  DECLARE v_columns text[];
  BEGIN
    SELECT array_agg(quote_ident(attname) ORDER BY attnum) INTO v_columns FROM pg_attribute
     WHERE attrelid = 'policy_desk'::regclass AND attnum > 0 AND NOT attisdropped
       AND attname NOT IN ('id', 'site_id', 'effective', 'made_by', 'made_at');
    ${text}
  END $$;`;

/** Who planned a policy, and sites that decide one choice of the desk themselves and follow the district in the others. */
export class DeskPolicies1790000000150 implements MigrationInterface {
  name = 'DeskPolicies1790000000150';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE policy_desk ADD COLUMN made_by uuid, ADD COLUMN made_at timestamptz;
      ALTER TABLE policy_loan_limit ADD COLUMN made_by uuid, ADD COLUMN made_at timestamptz;
      ALTER TABLE policy_missing_step ADD COLUMN made_by uuid, ADD COLUMN made_at timestamptz;
    `);
    // Empty at a site: as the district has it. The district's own row says all of it.
    await q.query(
      choices(`
        EXECUTE (SELECT 'ALTER TABLE policy_desk ' || string_agg('ALTER COLUMN ' || c || ' DROP NOT NULL', ', ') FROM unnest(v_columns) c);
        EXECUTE 'ALTER TABLE policy_desk ADD CONSTRAINT ck_policy_desk_whole CHECK (site_id IS NOT NULL OR num_nulls('
          || array_to_string(v_columns, ', ') || ') = 0)';`),
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE policy_desk DROP CONSTRAINT ck_policy_desk_whole;
      DELETE FROM policy_desk WHERE site_id IS NOT NULL;
    `);
    await q.query(
      choices(
        `EXECUTE (SELECT 'ALTER TABLE policy_desk ' || string_agg('ALTER COLUMN ' || c || ' SET NOT NULL', ', ') FROM unnest(v_columns) c);`,
      ),
    );
    await q.query(`
      ALTER TABLE policy_missing_step DROP COLUMN made_by, DROP COLUMN made_at;
      ALTER TABLE policy_loan_limit DROP COLUMN made_by, DROP COLUMN made_at;
      ALTER TABLE policy_desk DROP COLUMN made_by, DROP COLUMN made_at;
    `);
  }
}
