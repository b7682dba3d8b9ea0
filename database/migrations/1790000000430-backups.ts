import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Backups that were taken or failed, proofs that one can be restored, and when and how many are kept. */
export class Backups1790000000430 implements MigrationInterface {
  name = 'Backups1790000000430';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Written when it has ended: a backup holds no row about itself.
      CREATE TABLE backup_run (
        id uuid NOT NULL DEFAULT uuidv7(),
        cause text NOT NULL,
        state text NOT NULL,
        begun_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        requested_by uuid,
        -- The moment of which everything in it is.
        taken_at timestamptz,
        file_name text,
        byte_size bigint,
        sha256 bytea,
        encrypted boolean,
        row_count bigint,
        file_count integer,
        files_missing integer,
        -- Words for the administrator; never a row.
        error text,
        removed_at timestamptz,
        CONSTRAINT pk_backup_run PRIMARY KEY (id),
        CONSTRAINT fk_backup_run_requested_by FOREIGN KEY (requested_by) REFERENCES account (id),
        CONSTRAINT ck_backup_run_cause CHECK (cause IN ('scheduled', 'asked', 'command')),
        CONSTRAINT ck_backup_run_state CHECK (state IN ('done', 'failed')),
        CONSTRAINT ck_backup_run_done CHECK ((state = 'done') = (num_nulls(taken_at, file_name, byte_size, sha256, encrypted, row_count,
          file_count, files_missing) = 0) AND (state = 'failed') = (error IS NOT NULL))
      );
      CREATE INDEX ix_backup_run_ended_at ON backup_run (ended_at DESC, id DESC);
      CREATE INDEX ix_backup_run_requested_by ON backup_run (requested_by) WHERE requested_by IS NOT NULL;

      -- What "cubby restore --verify" found.
      CREATE TABLE backup_proof (
        id uuid NOT NULL DEFAULT uuidv7(),
        file_name text NOT NULL,
        sha256 bytea NOT NULL,
        taken_at timestamptz NOT NULL,
        proven_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        seconds integer NOT NULL,
        CONSTRAINT pk_backup_proof PRIMARY KEY (id)
      );
      CREATE INDEX ix_backup_proof_proven_at ON backup_proof (proven_at DESC, id DESC);

      CREATE TABLE policy_backup (
        id uuid NOT NULL DEFAULT uuidv7(),
        -- Of the district's day; the first moment of the hour.
        hour smallint NOT NULL DEFAULT 1,
        keep_newest smallint NOT NULL DEFAULT 14,
        -- Besides, the first of each month, for so many months.
        keep_months smallint NOT NULL DEFAULT 6,
        version integer NOT NULL DEFAULT 1,
        effective tstzrange NOT NULL DEFAULT tstzrange(clock_timestamp(), NULL),
        made_by uuid,
        CONSTRAINT pk_policy_backup PRIMARY KEY (id),
        CONSTRAINT fk_policy_backup_made_by FOREIGN KEY (made_by) REFERENCES account (id),
        CONSTRAINT ex_policy_backup_one EXCLUDE USING gist (effective WITH &&),
        CONSTRAINT ck_policy_backup_hour CHECK (hour BETWEEN 0 AND 23),
        CONSTRAINT ck_policy_backup_keep CHECK (keep_newest BETWEEN 2 AND 365 AND keep_months BETWEEN 0 AND 120)
      );
      CREATE INDEX ix_policy_backup_made_by ON policy_backup (made_by) WHERE made_by IS NOT NULL;
      INSERT INTO policy_backup (effective) VALUES (tstzrange('-infinity', NULL));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE policy_backup, backup_proof, backup_run');
  }
}
