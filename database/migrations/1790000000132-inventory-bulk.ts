import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Changes of many devices at once: the run, what it does to each device, and from how many on it needs a reason. */
export class InventoryBulk1790000000132 implements MigrationInterface {
  name = 'InventoryBulk1790000000132';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Not validated: every entry satisfied the shorter list, and reading them all again would hold the ledger up.
      ALTER TABLE device_event DROP CONSTRAINT ck_device_event_type;
      ALTER TABLE device_event ADD CONSTRAINT ck_device_event_type CHECK (type IN ('registered', 'checked-out', 'checked-in',
        'received', 'sent', 'found', 'transferred-in-hand', 'moved', 'condition-reported', 'hold-placed', 'hold-cleared',
        'state-changed', 'reported-missing', 'reported-stolen', 'identifier-changed', 'mdm-changed', 'edited', 'merged',
        'reversed')) NOT VALID;

      CREATE TABLE policy_bulk (
        id uuid NOT NULL DEFAULT uuidv7(),
        effective daterange NOT NULL,
        -- A run that changes more devices than this says why.
        reason_above integer NOT NULL,
        CONSTRAINT pk_policy_bulk PRIMARY KEY (id),
        CONSTRAINT ck_policy_bulk_reason CHECK (reason_above >= 0),
        CONSTRAINT ex_policy_bulk_overlap EXCLUDE USING gist (effective WITH &&)
      );
      INSERT INTO policy_bulk (effective, reason_above) VALUES ('[2000-01-01,)', 100);

      CREATE TABLE bulk_run (
        id uuid NOT NULL DEFAULT uuidv7(),
        state text NOT NULL DEFAULT 'planned',
        action jsonb NOT NULL,
        reason text,
        account_id uuid NOT NULL,
        total integer NOT NULL,
        to_change integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        started_at timestamptz,
        finished_at timestamptz,
        CONSTRAINT pk_bulk_run PRIMARY KEY (id),
        CONSTRAINT fk_bulk_run_account FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT ck_bulk_run_state CHECK (state IN ('planned', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
        CONSTRAINT ck_bulk_run_started CHECK (state = 'planned' OR started_at IS NOT NULL),
        CONSTRAINT ck_bulk_run_finished CHECK ((finished_at IS NULL) = (state IN ('planned', 'running')))
      );
      CREATE INDEX ix_bulk_run_account ON bulk_run (account_id, id DESC);

      CREATE TABLE bulk_run_item (
        run_id uuid NOT NULL,
        -- In order of the device's id, so that every worker takes its locks in that order.
        position integer NOT NULL,
        device_id uuid NOT NULL,
        outcome text NOT NULL,
        -- Why it was refused, or left by the undo.
        reason text,
        -- The ledger entry that it came to.
        seq integer,
        -- Fields that are no facts of the ledger, as they were.
        before jsonb,
        CONSTRAINT pk_bulk_run_item PRIMARY KEY (run_id, position),
        CONSTRAINT uq_bulk_run_item_device UNIQUE (run_id, device_id),
        CONSTRAINT fk_bulk_run_item_run FOREIGN KEY (run_id) REFERENCES bulk_run (id),
        CONSTRAINT fk_bulk_run_item_device FOREIGN KEY (device_id) REFERENCES device (id),
        CONSTRAINT fk_bulk_run_item_event FOREIGN KEY (device_id, seq) REFERENCES device_event (device_id, seq),
        CONSTRAINT ck_bulk_run_item_outcome CHECK (outcome IN ('planned', 'refused', 'changed', 'undone', 'left')),
        CONSTRAINT ck_bulk_run_item_seq CHECK ((seq IS NOT NULL) = (outcome IN ('changed', 'undone', 'left'))),
        CONSTRAINT ck_bulk_run_item_reason CHECK ((reason IS NOT NULL) = (outcome IN ('refused', 'left')))
      );
      CREATE INDEX ix_bulk_run_item_device ON bulk_run_item (device_id, seq);
      -- What is still to do, of the run and of its undo.
      CREATE INDEX ix_bulk_run_item_planned ON bulk_run_item (run_id, position) WHERE outcome = 'planned';
      CREATE INDEX ix_bulk_run_item_changed ON bulk_run_item (run_id, position) WHERE outcome = 'changed';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TABLE bulk_run_item, bulk_run, policy_bulk;
      ALTER TABLE device_event DROP CONSTRAINT ck_device_event_type;
      ALTER TABLE device_event ADD CONSTRAINT ck_device_event_type CHECK (type IN ('registered', 'checked-out', 'checked-in',
        'received', 'sent', 'found', 'transferred-in-hand', 'moved', 'condition-reported', 'hold-placed', 'hold-cleared',
        'state-changed', 'reported-missing', 'reported-stolen', 'identifier-changed', 'mdm-changed', 'reversed')) NOT VALID;
    `);
  }
}
