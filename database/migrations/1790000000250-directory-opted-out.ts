import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who signed an agreement, and families who opted out of taking a device home: they may have signed nothing. */
export class DirectoryOptedOut1790000000250 implements MigrationInterface {
  name = 'DirectoryOptedOut1790000000250';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE person_agreement ALTER COLUMN signed_on DROP NOT NULL,
        ADD COLUMN signed_by text,
        ADD COLUMN opted_out boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT ck_person_agreement_signed CHECK (signed_on IS NOT NULL OR opted_out);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DELETE FROM person_agreement WHERE opted_out;
      ALTER TABLE person_agreement DROP CONSTRAINT ck_person_agreement_signed, DROP COLUMN opted_out, DROP COLUMN signed_by,
        ALTER COLUMN signed_on SET NOT NULL;
    `);
  }
}
