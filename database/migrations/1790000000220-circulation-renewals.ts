import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A loan that is lent on: the same loan, due at another time. Each renewal keeps what it changed, so that it can be taken back. */
export class CirculationRenewals1790000000220 implements MigrationInterface {
  name = 'CirculationRenewals1790000000220';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE loan_renewal (
        id uuid NOT NULL DEFAULT uuidv7(),
        loan_id uuid NOT NULL,
        scan_id uuid,
        was_due_on date NOT NULL,
        was_due_at timestamptz,
        due_on date NOT NULL,
        due_at timestamptz,
        renewed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        renewed_by uuid,
        renewed_station_id uuid,
        withdrawn_at timestamptz,
        CONSTRAINT pk_loan_renewal PRIMARY KEY (id),
        CONSTRAINT fk_loan_renewal_loan FOREIGN KEY (loan_id) REFERENCES loan (id),
        CONSTRAINT ck_loan_renewal_later CHECK (due_on > was_due_on)
      );
      CREATE INDEX ix_loan_renewal_loan ON loan_renewal (loan_id, renewed_at);
      CREATE INDEX ix_loan_renewal_scan ON loan_renewal (scan_id) WHERE scan_id IS NOT NULL;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE loan_renewal');
  }
}
