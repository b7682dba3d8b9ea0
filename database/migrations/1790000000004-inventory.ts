import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Models, devices, identifiers, funding and the ledger. The trigger functions of the ledger live in
 * libs/inventory/src/sql; here stand the tables, their checks and the triggers' names.
 */
export class Inventory1790000000004 implements MigrationInterface {
  name = 'Inventory1790000000004';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE SCHEMA inventory;

      CREATE TABLE model (
        id uuid NOT NULL DEFAULT uuidv7(),
        maker text NOT NULL,
        maker_key text GENERATED ALWAYS AS (platform_fold(maker)) STORED,
        name text COLLATE "und-x-icu" NOT NULL,
        name_key text GENERATED ALWAYS AS (platform_fold(name)) STORED,
        device_class text NOT NULL,
        support_ends_on date,
        support_source text,
        cycle_years smallint,
        unit_cost_cents bigint,
        support_tier text,
        standard boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_model PRIMARY KEY (id),
        CONSTRAINT uq_model_name UNIQUE (maker_key, name_key),
        CONSTRAINT ck_model_class CHECK (device_class IN ('chromebook', 'laptop', 'desktop', 'tablet', 'hotspot', 'panel',
          'projector', 'access-point', 'switch', 'camera', 'phone', 'printer', 'other')),
        CONSTRAINT ck_model_cycle CHECK (cycle_years IS NULL OR cycle_years BETWEEN 1 AND 20),
        CONSTRAINT ck_model_cost CHECK (unit_cost_cents IS NULL OR unit_cost_cents >= 0)
      );
      CREATE INDEX ix_model_name ON model (name, id);

      CREATE TABLE funding_source (
        id uuid NOT NULL DEFAULT uuidv7(),
        code text NOT NULL,
        name text NOT NULL,
        kind text NOT NULL DEFAULT 'local',
        award_number text,
        CONSTRAINT pk_funding_source PRIMARY KEY (id),
        CONSTRAINT uq_funding_source_code UNIQUE (code),
        CONSTRAINT ck_funding_source_kind CHECK (kind IN ('local', 'state', 'federal', 'e-rate', 'ecf', 'bond', 'donation'))
      );
      -- Immutable: a device points to one; another division of the cost is another split.
      CREATE TABLE funding_split (
        id uuid NOT NULL DEFAULT uuidv7(),
        fingerprint text NOT NULL,
        CONSTRAINT pk_funding_split PRIMARY KEY (id),
        CONSTRAINT uq_funding_split_fingerprint UNIQUE (fingerprint)
      );
      CREATE TABLE funding_split_line (
        split_id uuid NOT NULL,
        funding_source_id uuid NOT NULL,
        basis_points integer NOT NULL,
        CONSTRAINT pk_funding_split_line PRIMARY KEY (split_id, funding_source_id),
        CONSTRAINT fk_funding_split_line_split FOREIGN KEY (split_id) REFERENCES funding_split (id),
        CONSTRAINT fk_funding_split_line_source FOREIGN KEY (funding_source_id) REFERENCES funding_source (id),
        CONSTRAINT ck_funding_split_line_share CHECK (basis_points BETWEEN 1 AND 10000)
      );
      CREATE INDEX ix_funding_split_line_source ON funding_split_line (funding_source_id);
      CREATE FUNCTION inventory_check_split() RETURNS trigger LANGUAGE plpgsql AS $f$
      DECLARE v_sum integer;
      BEGIN
        SELECT sum(basis_points) INTO v_sum FROM funding_split_line WHERE split_id = NEW.split_id;
        IF v_sum <> 10000 THEN
          RAISE EXCEPTION 'funding split % sums to % basis points, not 10000', NEW.split_id, v_sum
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_funding_split_sum';
        END IF;
        RETURN NULL;
      END $f$;
      CREATE CONSTRAINT TRIGGER funding_split_sums AFTER INSERT ON funding_split_line
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION inventory_check_split();
      CREATE TRIGGER funding_split_line_immutable BEFORE UPDATE OR DELETE ON funding_split_line
        FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();

      -- Legal moves of a device: read by the ledger's trigger, by the pages and by a test. 'none': registration.
      CREATE TABLE device_state_move (
        from_state text NOT NULL,
        to_state text NOT NULL,
        action text NOT NULL,
        permission text NOT NULL,
        evidence text[] NOT NULL DEFAULT '{}',
        two_person boolean NOT NULL DEFAULT false,
        CONSTRAINT pk_device_state_move PRIMARY KEY (from_state, to_state)
      );

      -- Domains, not CHECKs of the table: Postgres reads a table's CHECKs anew in each statement, and every event updates one device.
      CREATE DOMAIN device_state AS text CONSTRAINT ck_device_state CHECK (VALUE IN ('ordered', 'received', 'in-stock', 'deployed',
        'in-repair', 'in-transit', 'missing', 'stolen', 'lost', 'retired', 'in-ewaste-lot', 'disposed', 'void'));
      CREATE DOMAIN device_custody AS text CONSTRAINT ck_device_custody CHECK (VALUE IN ('none', 'student', 'staff', 'room', 'cart',
        'department', 'technician', 'vendor', 'carrier'));
      CREATE DOMAIN device_condition AS text CONSTRAINT ck_device_condition CHECK (VALUE IN ('A', 'B', 'C', 'D', 'F'));
      CREATE DOMAIN device_mdm_status AS text CONSTRAINT ck_device_mdm CHECK (VALUE IN ('unknown', 'provisioned', 'disabled', 'deprovisioned'));

      CREATE TABLE device (
        id uuid NOT NULL DEFAULT uuidv7(),
        model_id uuid NOT NULL,
        purchase_order text,
        vendor text,
        purchased_on date,
        received_on date,
        in_service_on date,
        cost_cents bigint,
        funding_split_id uuid,
        warranty_ends_on date,
        program text,
        loaner_pool boolean NOT NULL DEFAULT false,
        notes text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- The summary: written by the ledger's trigger alone.
        asset_tag text,
        serial text,
        state device_state,
        custody device_custody,
        holder_person_id uuid,
        holder_room_id uuid,
        home_site_id uuid,
        location_site_id uuid,
        location_room_id uuid,
        from_site_id uuid,
        condition device_condition,
        mdm_status device_mdm_status,
        holds text[] NOT NULL DEFAULT '{}',
        state_since timestamptz,
        last_event_at timestamptz,
        last_seq integer NOT NULL DEFAULT 0,
        ledger_hash bytea,
        search_text text,
        CONSTRAINT pk_device PRIMARY KEY (id),
        CONSTRAINT fk_device_model FOREIGN KEY (model_id) REFERENCES model (id),
        CONSTRAINT fk_device_funding_split FOREIGN KEY (funding_split_id) REFERENCES funding_split (id),
        CONSTRAINT fk_device_holder_person FOREIGN KEY (holder_person_id) REFERENCES person (id),
        CONSTRAINT fk_device_holder_room FOREIGN KEY (holder_room_id) REFERENCES room (id),
        CONSTRAINT fk_device_home_site FOREIGN KEY (home_site_id) REFERENCES site (id),
        CONSTRAINT fk_device_location_site FOREIGN KEY (location_site_id) REFERENCES site (id),
        CONSTRAINT fk_device_location_room FOREIGN KEY (location_room_id) REFERENCES room (id),
        CONSTRAINT fk_device_from_site FOREIGN KEY (from_site_id) REFERENCES site (id),
        CONSTRAINT ck_device_cost CHECK (cost_cents IS NULL OR cost_cents >= 0),
        CONSTRAINT ck_device_holds CHECK (holds <@ ARRAY['damaged', 'legal', 'funding', 'dispute']),
        CONSTRAINT ck_device_one_holder CHECK (holder_person_id IS NULL OR holder_room_id IS NULL),
        CONSTRAINT ck_device_holder_deployed CHECK ((holder_person_id IS NULL AND holder_room_id IS NULL)
          OR state IN ('deployed', 'missing', 'stolen', 'lost', 'in-repair')),
        CONSTRAINT ck_device_registered CHECK (last_seq = 0 OR (state IS NOT NULL AND home_site_id IS NOT NULL AND location_site_id IS NOT NULL
          AND condition IS NOT NULL AND mdm_status IS NOT NULL AND custody IS NOT NULL AND ledger_hash IS NOT NULL)),
        CONSTRAINT ck_device_frozen CHECK (NOT (state = 'deployed' AND 'legal' = ANY (holds))),
        CONSTRAINT ck_device_disposed CHECK (NOT (state = 'disposed' AND mdm_status = 'provisioned'))
      );
      CREATE INDEX ix_device_tag_sort ON device (asset_tag, id);
      CREATE INDEX ix_device_site_tag ON device (location_site_id, asset_tag, id);
      CREATE INDEX ix_device_home_tag ON device (home_site_id, asset_tag, id);
      CREATE INDEX ix_device_state_tag ON device (state, asset_tag, id);
      CREATE INDEX ix_device_site_state_tag ON device (location_site_id, state, asset_tag, id);
      CREATE INDEX ix_device_model_tag ON device (model_id, asset_tag, id);
      CREATE INDEX ix_device_condition_tag ON device (condition, asset_tag, id);
      CREATE INDEX ix_device_last_event ON device (last_event_at DESC, id);
      CREATE INDEX ix_device_holds ON device (asset_tag, id) WHERE holds <> '{}';
      CREATE INDEX ix_device_holder_person ON device (holder_person_id) WHERE holder_person_id IS NOT NULL;
      CREATE INDEX ix_device_holder_room ON device (holder_room_id) WHERE holder_room_id IS NOT NULL;
      CREATE INDEX ix_device_location_room ON device (location_room_id) WHERE location_room_id IS NOT NULL;
      CREATE INDEX ix_device_from_site ON device (from_site_id) WHERE from_site_id IS NOT NULL;
      CREATE INDEX ix_device_funding_split ON device (funding_split_id) WHERE funding_split_id IS NOT NULL;
      CREATE INDEX ix_device_search ON device USING gin (search_text gin_trgm_ops);

      CREATE TABLE device_identifier (
        id uuid NOT NULL DEFAULT uuidv7(),
        device_id uuid NOT NULL,
        kind text NOT NULL,
        value text NOT NULL,
        value_key text GENERATED ALWAYS AS (platform_code_key(value)) STORED,
        value_core text GENERATED ALWAYS AS (platform_code_core(value)) STORED,
        maker_key text NOT NULL DEFAULT '',
        CONSTRAINT pk_device_identifier PRIMARY KEY (id),
        CONSTRAINT fk_device_identifier_device FOREIGN KEY (device_id) REFERENCES device (id),
        CONSTRAINT ck_device_identifier_kind CHECK (kind IN ('tag', 'former-tag', 'alias', 'serial', 'former-serial')),
        CONSTRAINT ck_device_identifier_value CHECK (value_key <> '' AND value_key NOT LIKE 'CMD-%' AND value_key NOT LIKE '/%')
      );
      -- A tag is burned for ever: also a former one, also that of a void device.
      CREATE UNIQUE INDEX uq_device_identifier_tag ON device_identifier (value_key) WHERE kind IN ('tag', 'former-tag', 'alias');
      CREATE UNIQUE INDEX uq_device_identifier_serial ON device_identifier (maker_key, value_key) WHERE kind = 'serial';
      CREATE UNIQUE INDEX uq_device_identifier_one_tag ON device_identifier (device_id) WHERE kind = 'tag';
      CREATE UNIQUE INDEX uq_device_identifier_one_serial ON device_identifier (device_id) WHERE kind = 'serial';
      CREATE INDEX ix_device_identifier_key ON device_identifier (value_key);
      CREATE INDEX ix_device_identifier_core ON device_identifier (value_core);
      CREATE INDEX ix_device_identifier_device ON device_identifier (device_id);

      CREATE TABLE device_event (
        device_id uuid NOT NULL,
        seq integer NOT NULL,
        type text NOT NULL,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        account_id uuid,
        station_id uuid,
        site_id uuid,
        scan_id uuid,
        source text NOT NULL,
        before jsonb NOT NULL,
        after jsonb NOT NULL,
        -- Codes and ids that support the event: reason codes, police report number, import run. Never free text about people.
        evidence jsonb NOT NULL DEFAULT '{}',
        reverses_seq integer,
        prev_hash bytea,
        hash bytea NOT NULL,
        CONSTRAINT pk_device_event PRIMARY KEY (device_id, seq),
        CONSTRAINT fk_device_event_device FOREIGN KEY (device_id) REFERENCES device (id),
        CONSTRAINT ck_device_event_type CHECK (type IN ('registered', 'checked-out', 'checked-in', 'received', 'sent', 'found',
          'transferred-in-hand', 'moved', 'condition-reported', 'hold-placed', 'hold-cleared', 'state-changed', 'reported-missing',
          'reported-stolen', 'identifier-changed', 'mdm-changed', 'reversed')),
        CONSTRAINT ck_device_event_reversal CHECK ((type = 'reversed') = (reverses_seq IS NOT NULL)),
        CONSTRAINT ck_device_event_seq CHECK (seq >= 1 AND (reverses_seq IS NULL OR reverses_seq < seq)),
        CONSTRAINT ck_device_event_chain CHECK ((seq = 1) = (prev_hash IS NULL))
      );
      CREATE UNIQUE INDEX uq_device_event_reverses ON device_event (device_id, reverses_seq) WHERE reverses_seq IS NOT NULL;
      CREATE INDEX ix_device_event_scan ON device_event (scan_id) WHERE scan_id IS NOT NULL;
      CREATE INDEX ix_device_event_recorded ON device_event (recorded_at);

      CREATE TABLE device_sighting (
        device_id uuid NOT NULL,
        seen_at timestamptz NOT NULL,
        site_id uuid,
        source text NOT NULL,
        CONSTRAINT pk_device_sighting PRIMARY KEY (device_id),
        CONSTRAINT fk_device_sighting_device FOREIGN KEY (device_id) REFERENCES device (id),
        CONSTRAINT fk_device_sighting_site FOREIGN KEY (site_id) REFERENCES site (id)
      );
      CREATE INDEX ix_device_sighting_site ON device_sighting (site_id);

      CREATE TABLE ledger_anchor (
        id bigint GENERATED ALWAYS AS IDENTITY,
        anchored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        device_count bigint NOT NULL,
        event_count bigint NOT NULL,
        digest bytea NOT NULL,
        CONSTRAINT pk_ledger_anchor PRIMARY KEY (id)
      );
      CREATE TRIGGER ledger_anchor_append_only BEFORE UPDATE OR DELETE ON ledger_anchor
        FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER ledger_anchor_no_truncate BEFORE TRUNCATE ON ledger_anchor
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER device_event_append_only BEFORE UPDATE OR DELETE ON device_event
        FOR EACH ROW EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER device_event_no_truncate BEFORE TRUNCATE ON device_event
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();

      -- Bodies follow in libs/inventory/src/sql, re-applied by each migrate.
      CREATE FUNCTION inventory_append_event() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE FUNCTION inventory_guard_device() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE FUNCTION inventory_check_registered() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'not installed'; END $f$;
      CREATE TRIGGER device_event_append BEFORE INSERT ON device_event
        FOR EACH ROW EXECUTE FUNCTION inventory_append_event();
      CREATE TRIGGER device_guard BEFORE INSERT OR UPDATE ON device
        FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION inventory_guard_device();
      CREATE CONSTRAINT TRIGGER device_registered AFTER INSERT ON device
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION inventory_check_registered();

      CREATE VIEW inventory.v_code AS
        SELECT value_key, value_core, 'device'::text AS kind, device_id AS record_id, value FROM public.device_identifier;
    `);
    await q.query(`
      INSERT INTO device_state_move (from_state, to_state, action, permission, evidence, two_person) VALUES
        ('none', 'ordered', 'order', 'device:register', '{}', false),
        ('none', 'received', 'receive-order', 'device:register', '{}', false),
        ('none', 'in-stock', 'register', 'device:register', '{}', false),
        ('none', 'deployed', 'register', 'device:register', '{}', false),
        ('none', 'in-repair', 'register', 'device:register', '{}', false),
        ('none', 'missing', 'register', 'device:register', '{}', false),
        ('none', 'stolen', 'register', 'device:register', '{}', false),
        ('none', 'lost', 'register', 'device:register', '{}', false),
        ('none', 'retired', 'register', 'device:register', '{}', false),
        ('none', 'disposed', 'register', 'device:register', '{}', false),
        ('ordered', 'received', 'receive-order', 'device:register', '{}', false),
        ('ordered', 'void', 'void', 'device:register', '{reason}', false),
        ('received', 'in-stock', 'accept', 'device:register', '{}', false),
        ('received', 'void', 'void', 'device:register', '{reason}', false),
        ('in-stock', 'void', 'void', 'device:register', '{reason}', false),
        ('in-stock', 'deployed', 'check-out', 'device:check-out', '{}', false),
        ('deployed', 'in-stock', 'check-in', 'device:check-in', '{}', false),
        ('in-stock', 'in-repair', 'send-to-repair', 'device:change-state', '{reason}', false),
        ('deployed', 'in-repair', 'send-to-repair', 'device:change-state', '{reason}', false),
        ('in-repair', 'in-stock', 'return-from-repair', 'device:change-state', '{reason}', false),
        ('in-repair', 'deployed', 'hand-back', 'device:change-state', '{}', false),
        ('in-repair', 'retired', 'retire', 'device:change-state', '{reason}', false),
        ('in-stock', 'in-transit', 'send', 'device:check-in', '{}', false),
        ('in-transit', 'in-stock', 'receive', 'device:check-in', '{}', false),
        ('in-stock', 'missing', 'report-missing', 'device:report-missing', '{lastSeenOn}', false),
        ('deployed', 'missing', 'report-missing', 'device:report-missing', '{lastSeenOn}', false),
        ('in-transit', 'missing', 'report-missing', 'device:report-missing', '{lastSeenOn}', false),
        ('missing', 'stolen', 'report-stolen', 'device:report-missing', '{policeAgency,policeReportNumber}', false),
        ('missing', 'lost', 'write-off', 'device:write-off', '{reason}', true),
        ('missing', 'in-stock', 'find', 'device:check-in', '{}', false),
        ('stolen', 'in-stock', 'find', 'device:report-missing', '{reason}', false),
        ('lost', 'in-stock', 'find', 'device:check-in', '{}', false),
        ('in-stock', 'retired', 'retire', 'device:change-state', '{reason}', false),
        ('retired', 'in-stock', 'return-to-service', 'device:register', '{reason}', false),
        ('retired', 'in-ewaste-lot', 'add-to-lot', 'lot:build', '{}', false),
        ('in-ewaste-lot', 'retired', 'take-from-lot', 'lot:build', '{}', false),
        ('in-ewaste-lot', 'disposed', 'dispose', 'lot:certify', '{}', true),
        ('in-ewaste-lot', 'missing', 'short-at-vendor', 'lot:certify', '{reason}', true),
        ('disposed', 'retired', 'found-after-disposal', 'lot:certify', '{reason}', true),
        ('in-stock', 'in-ewaste-lot', 'over-at-vendor', 'lot:certify', '{reason}', true),
        ('deployed', 'in-ewaste-lot', 'over-at-vendor', 'lot:certify', '{reason}', true),
        ('missing', 'in-ewaste-lot', 'over-at-vendor', 'lot:certify', '{reason}', true),
        ('stolen', 'in-ewaste-lot', 'over-at-vendor', 'lot:certify', '{reason}', true),
        ('lost', 'in-ewaste-lot', 'over-at-vendor', 'lot:certify', '{reason}', true);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP VIEW IF EXISTS inventory.v_code;
      DROP TABLE ledger_anchor, device_sighting, device_event, device_identifier, device, device_state_move,
        funding_split_line, funding_split, funding_source, model CASCADE;
      DROP DOMAIN device_state, device_custody, device_condition, device_mdm_status;
      DROP FUNCTION inventory_append_event();
      DROP FUNCTION inventory_guard_device();
      DROP FUNCTION inventory_check_registered();
      DROP FUNCTION inventory_check_split();
      DROP SCHEMA inventory;
    `);
  }
}
