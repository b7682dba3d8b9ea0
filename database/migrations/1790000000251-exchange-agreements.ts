import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of signed agreements. */
export class ExchangeAgreements1790000000251 implements MigrationInterface {
  name = 'ExchangeAgreements1790000000251';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE import_run DROP CONSTRAINT ck_import_run_kind,
        ADD CONSTRAINT ck_import_run_kind CHECK (kind IN ('people', 'devices', 'agreements'));
      CREATE UNLOGGED TABLE import_agreement (
        run_id uuid NOT NULL,
        line integer NOT NULL,
        number text,
        signed_on date,
        signed_by text,
        opted_out text,
        problems jsonb,
        number_key text GENERATED ALWAYS AS (platform_code_key(number)) STORED,
        CONSTRAINT pk_import_agreement PRIMARY KEY (run_id, line)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TABLE import_agreement;
      DELETE FROM import_run WHERE kind = 'agreements';
      ALTER TABLE import_run DROP CONSTRAINT ck_import_run_kind,
        ADD CONSTRAINT ck_import_run_kind CHECK (kind IN ('people', 'devices'));
    `);
  }
}
