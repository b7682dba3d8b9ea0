import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A backup is heard of also when its process is killed. */
export class BackupsAttempts1790000000590 implements MigrationInterface {
  name = 'BackupsAttempts1790000000590';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Written when it begins, gone when it ends. One whose process no longer holds the lock of backups was killed.
      CREATE TABLE backup_attempt (
        id uuid NOT NULL DEFAULT uuidv7(),
        cause text NOT NULL,
        begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        requested_by uuid,
        -- Of the file that is written; until it is whole it has ".part" behind its name.
        path text NOT NULL,
        -- On the page of backups.
        job_run_id uuid,
        CONSTRAINT pk_backup_attempt PRIMARY KEY (id),
        CONSTRAINT fk_backup_attempt_requested_by FOREIGN KEY (requested_by) REFERENCES account (id),
        CONSTRAINT ck_backup_attempt_cause CHECK (cause IN ('scheduled', 'asked', 'command'))
      );
      CREATE INDEX ix_backup_attempt_requested_by ON backup_attempt (requested_by) WHERE requested_by IS NOT NULL;
      COMMENT ON TABLE backup_attempt IS 'Backups that are being taken';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE backup_attempt');
  }
}
