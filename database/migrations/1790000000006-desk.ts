import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stations, their sessions, every scan with its answer, notices, and what a site lets its desk do. */
export class Desk1790000000006 implements MigrationInterface {
  name = 'Desk1790000000006';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE station (
        id uuid NOT NULL DEFAULT uuidv7(),
        site_id uuid NOT NULL,
        name text NOT NULL,
        active boolean NOT NULL DEFAULT true,
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_station PRIMARY KEY (id),
        CONSTRAINT uq_station_name UNIQUE (site_id, name),
        CONSTRAINT fk_station_site FOREIGN KEY (site_id) REFERENCES site (id)
      );

      CREATE TABLE policy_desk (
        id uuid NOT NULL DEFAULT uuidv7(),
        site_id uuid,
        effective daterange NOT NULL,
        held_by_other text NOT NULL DEFAULT 'refuse',
        withdrawn_person text NOT NULL DEFAULT 'block',
        other_site_device text NOT NULL DEFAULT 'warn',
        past_support text NOT NULL DEFAULT 'warn',
        CONSTRAINT pk_policy_desk PRIMARY KEY (id),
        CONSTRAINT fk_policy_desk_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT ck_policy_desk_held CHECK (held_by_other IN ('ok', 'refuse')),
        CONSTRAINT ck_policy_desk_withdrawn CHECK (withdrawn_person IN ('block', 'warn')),
        CONSTRAINT ck_policy_desk_other_site CHECK (other_site_device IN ('warn', 'refuse')),
        CONSTRAINT ck_policy_desk_support CHECK (past_support IN ('warn', 'off')),
        CONSTRAINT ex_policy_desk_overlap EXCLUDE USING gist
          ((coalesce(site_id, '00000000-0000-0000-0000-000000000000'::uuid)) WITH =, effective WITH &&)
      );
      CREATE INDEX ix_policy_desk_site ON policy_desk (site_id);
      -- What holds until a district decides otherwise.
      INSERT INTO policy_desk (site_id, effective) VALUES (NULL, '[2000-01-01,)');

      CREATE TABLE desk_session (
        id uuid NOT NULL,
        station_id uuid NOT NULL,
        account_id uuid NOT NULL,
        site_id uuid NOT NULL,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_desk_session PRIMARY KEY (id),
        CONSTRAINT fk_desk_session_station FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT fk_desk_session_site FOREIGN KEY (site_id) REFERENCES site (id)
      );
      CREATE INDEX ix_desk_session_station ON desk_session (station_id, started_at DESC);
      CREATE INDEX ix_desk_session_site ON desk_session (site_id);

      -- The scan's own idempotency record: a repeat of the id is answered from here.
      CREATE TABLE scan_event (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        body_hash bytea NOT NULL,
        station_id uuid NOT NULL,
        session_id uuid NOT NULL,
        site_id uuid NOT NULL,
        seq integer NOT NULL,
        mode text NOT NULL,
        act text NOT NULL,
        raw_code text,
        target_scan_id uuid,
        source text NOT NULL,
        occurred_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        row_id text,
        class text,
        device_id uuid,
        person_id uuid,
        answer jsonb,
        undoable boolean NOT NULL DEFAULT false,
        undone_at timestamptz,
        undone_by_scan_id uuid,
        CONSTRAINT pk_scan_event PRIMARY KEY (id),
        CONSTRAINT ck_scan_event_mode CHECK (mode IN ('out', 'in', 'look')),
        CONSTRAINT ck_scan_event_act CHECK (act IN ('code', 'pick', 'answer', 'undo')),
        CONSTRAINT ck_scan_event_raw CHECK (length(raw_code) <= 500),
        CONSTRAINT ck_scan_event_undone CHECK ((undone_at IS NULL) = (undone_by_scan_id IS NULL))
      );
      CREATE INDEX ix_scan_event_session ON scan_event (session_id, seq);
      CREATE INDEX ix_scan_event_undo ON scan_event (session_id, account_id, seq DESC) WHERE undoable AND undone_at IS NULL;
      CREATE INDEX ix_scan_event_site ON scan_event (site_id, received_at DESC);
      CREATE INDEX ix_scan_event_device ON scan_event (device_id, received_at DESC) WHERE device_id IS NOT NULL;

      CREATE TABLE notice (
        id uuid NOT NULL DEFAULT uuidv7(),
        account_id uuid NOT NULL,
        message_id text NOT NULL,
        kind text NOT NULL,
        site_id uuid,
        device_id uuid,
        facts jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        read_at timestamptz,
        CONSTRAINT pk_notice PRIMARY KEY (id),
        CONSTRAINT uq_notice_message UNIQUE (account_id, message_id)
      );
      CREATE INDEX ix_notice_account ON notice (account_id, created_at DESC, id DESC);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE notice, scan_event, desk_session, policy_desk, station;`);
  }
}
