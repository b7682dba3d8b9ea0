import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The district, its sites, rooms, calendars, programs and people. */
export class Directory1790000000003 implements MigrationInterface {
  name = 'Directory1790000000003';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE SCHEMA directory;

      CREATE TABLE district (
        singleton boolean NOT NULL DEFAULT true,
        name text NOT NULL,
        time_zone text NOT NULL,
        fiscal_year_start_month smallint NOT NULL DEFAULT 7,
        profile text NOT NULL DEFAULT 'california',
        sample boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_district PRIMARY KEY (singleton),
        CONSTRAINT ck_district_singleton CHECK (singleton),
        CONSTRAINT ck_district_month CHECK (fiscal_year_start_month BETWEEN 1 AND 12),
        CONSTRAINT ck_district_profile CHECK (profile IN ('california', 'generic'))
      );

      CREATE TABLE site (
        id uuid NOT NULL DEFAULT uuidv7(),
        code text NOT NULL,
        code_key text GENERATED ALWAYS AS (platform_code_key(code)) STORED,
        name text COLLATE "und-x-icu" NOT NULL,
        kind text NOT NULL,
        zone text,
        nces_id text,
        address text,
        phone text,
        low_grade text,
        high_grade text,
        active boolean NOT NULL DEFAULT true,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_site PRIMARY KEY (id),
        CONSTRAINT uq_site_code UNIQUE (code_key),
        CONSTRAINT ck_site_kind CHECK (kind IN ('elementary', 'middle', 'high', 'alternative', 'special', 'preschool', 'office', 'warehouse'))
      );
      CREATE INDEX ix_site_name ON site (name, id);
      ALTER TABLE role_grant ADD CONSTRAINT fk_role_grant_site FOREIGN KEY (site_id) REFERENCES site (id);

      CREATE TABLE room (
        id uuid NOT NULL DEFAULT uuidv7(),
        site_id uuid NOT NULL,
        code text NOT NULL,
        code_key text GENERATED ALWAYS AS (platform_code_key(code)) STORED,
        code_core text GENERATED ALWAYS AS (platform_code_core(code)) STORED,
        name text COLLATE "und-x-icu" NOT NULL,
        capacity integer,
        active boolean NOT NULL DEFAULT true,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_room PRIMARY KEY (id),
        CONSTRAINT uq_room_code UNIQUE (code_key),
        CONSTRAINT fk_room_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT ck_room_capacity CHECK (capacity IS NULL OR capacity > 0),
        CONSTRAINT ck_room_code CHECK (code_key NOT LIKE 'CMD-%' AND code_key NOT LIKE '/%')
      );
      CREATE INDEX ix_room_site ON room (site_id, name, id);
      CREATE INDEX ix_room_code_core ON room (code_core);

      CREATE TABLE school_year (
        id uuid NOT NULL DEFAULT uuidv7(),
        label text NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        CONSTRAINT pk_school_year PRIMARY KEY (id),
        CONSTRAINT uq_school_year_label UNIQUE (label),
        CONSTRAINT ck_school_year_order CHECK (ends_on > starts_on),
        CONSTRAINT ex_school_year_overlap EXCLUDE USING gist (daterange(starts_on, ends_on, '[]') WITH &&)
      );

      -- weekday: ISO, Monday 1. site_id empty: the district's hours, used where a site has none of its own.
      CREATE TABLE school_hours (
        site_id uuid,
        weekday smallint NOT NULL,
        opens_at time NOT NULL,
        closes_at time NOT NULL,
        CONSTRAINT uq_school_hours UNIQUE NULLS NOT DISTINCT (site_id, weekday),
        CONSTRAINT fk_school_hours_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT ck_school_hours_weekday CHECK (weekday BETWEEN 1 AND 7),
        CONSTRAINT ck_school_hours_order CHECK (closes_at > opens_at)
      );
      CREATE TABLE calendar_day (
        site_id uuid,
        on_day date NOT NULL,
        kind text NOT NULL,
        closes_at time,
        label text NOT NULL,
        CONSTRAINT uq_calendar_day UNIQUE NULLS NOT DISTINCT (site_id, on_day),
        CONSTRAINT fk_calendar_day_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT ck_calendar_day_kind CHECK (kind IN ('closed', 'early')),
        CONSTRAINT ck_calendar_day_early CHECK ((kind = 'early') = (closes_at IS NOT NULL))
      );
      CREATE INDEX ix_calendar_day_on_day ON calendar_day (on_day);

      CREATE TABLE program (
        id uuid NOT NULL DEFAULT uuidv7(),
        site_id uuid NOT NULL,
        grade text NOT NULL,
        school_year_id uuid NOT NULL,
        kind text NOT NULL,
        limit_one_to_one smallint NOT NULL DEFAULT 1,
        limit_daily smallint NOT NULL DEFAULT 1,
        limit_long smallint NOT NULL DEFAULT 1,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_program PRIMARY KEY (id),
        CONSTRAINT uq_program UNIQUE (site_id, grade, school_year_id),
        CONSTRAINT fk_program_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT fk_program_school_year FOREIGN KEY (school_year_id) REFERENCES school_year (id),
        CONSTRAINT ck_program_kind CHECK (kind IN ('take-home', 'cart', 'none')),
        CONSTRAINT ck_program_limits CHECK (limit_one_to_one >= 0 AND limit_daily >= 0 AND limit_long >= 0)
      );
      CREATE INDEX ix_program_school_year ON program (school_year_id);

      -- What holds where no program says otherwise, by kind of person.
      CREATE TABLE policy_loan_limit (
        id uuid NOT NULL DEFAULT uuidv7(),
        person_kind text NOT NULL,
        effective daterange NOT NULL,
        limit_one_to_one smallint NOT NULL,
        limit_daily smallint NOT NULL,
        limit_long smallint NOT NULL,
        CONSTRAINT pk_policy_loan_limit PRIMARY KEY (id),
        CONSTRAINT ck_policy_loan_limit_kind CHECK (person_kind IN ('student', 'staff')),
        CONSTRAINT ex_policy_loan_limit_overlap EXCLUDE USING gist (person_kind WITH =, effective WITH &&)
      );

      INSERT INTO policy_loan_limit (person_kind, effective, limit_one_to_one, limit_daily, limit_long) VALUES
        ('student', '[2000-01-01,)', 1, 1, 1),
        ('staff', '[2000-01-01,)', 2, 2, 5);
      INSERT INTO school_hours (site_id, weekday, opens_at, closes_at)
        SELECT NULL, d, '07:30', '16:00' FROM generate_series(1, 5) d;

      CREATE TABLE person (
        id uuid NOT NULL DEFAULT uuidv7(),
        kind text NOT NULL,
        number text NOT NULL,
        number_key text GENERATED ALWAYS AS (platform_code_key(number)) STORED,
        given_name text NOT NULL,
        family_name text NOT NULL,
        sort_name text COLLATE "und-x-icu" GENERATED ALWAYS AS (family_name || ', ' || given_name) STORED,
        search_name text GENERATED ALWAYS AS (platform_fold(given_name || ' ' || family_name)) STORED,
        grade text,
        homeroom text,
        language text,
        email text,
        state text NOT NULL DEFAULT 'active',
        withdrawn_on date,
        primary_site_id uuid,
        merged_into_id uuid,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_person PRIMARY KEY (id),
        CONSTRAINT uq_person_number UNIQUE (number_key),
        CONSTRAINT fk_person_merged_into FOREIGN KEY (merged_into_id) REFERENCES person (id),
        CONSTRAINT ck_person_kind CHECK (kind IN ('student', 'staff')),
        CONSTRAINT ck_person_state CHECK (state IN ('active', 'withdrawn')),
        CONSTRAINT ck_person_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_on IS NOT NULL)),
        CONSTRAINT ck_person_names CHECK (given_name <> '' AND family_name <> ''),
        CONSTRAINT ck_person_number CHECK (number_key NOT LIKE 'CMD-%' AND number_key NOT LIKE '/%' AND length(number_key) >= 1),
        CONSTRAINT ck_person_merged CHECK (merged_into_id <> id)
      );
      CREATE INDEX ix_person_sort ON person (sort_name, id);
      CREATE INDEX ix_person_site_sort ON person (primary_site_id, sort_name, id);
      CREATE INDEX ix_person_site_grade_sort ON person (primary_site_id, grade, sort_name, id);
      CREATE INDEX ix_person_site_homeroom_sort ON person (primary_site_id, homeroom, sort_name, id);
      CREATE INDEX ix_person_state_sort ON person (state, sort_name, id);
      CREATE INDEX ix_person_kind_sort ON person (kind, sort_name, id);
      CREATE INDEX ix_person_grade_sort ON person (grade, sort_name, id);
      CREATE INDEX ix_person_homeroom_sort ON person (homeroom, sort_name, id);
      CREATE INDEX ix_person_merged_into ON person (merged_into_id) WHERE merged_into_id IS NOT NULL;
      CREATE INDEX ix_person_search_name ON person USING gin (search_name gin_trgm_ops);

      CREATE TABLE person_site (
        person_id uuid NOT NULL,
        site_id uuid NOT NULL,
        CONSTRAINT pk_person_site PRIMARY KEY (person_id, site_id),
        CONSTRAINT fk_person_site_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT fk_person_site_site FOREIGN KEY (site_id) REFERENCES site (id)
      );
      CREATE INDEX ix_person_site_site ON person_site (site_id, person_id);
      -- The primary site is one of the person's sites; checked at commit, so that both can be written in any order.
      ALTER TABLE person ADD CONSTRAINT fk_person_primary_is_own FOREIGN KEY (id, primary_site_id)
        REFERENCES person_site (person_id, site_id) DEFERRABLE INITIALLY DEFERRED;

      -- Codes that stand for a person: the number and the aliases of ID cards.
      CREATE TABLE person_identifier (
        id uuid NOT NULL DEFAULT uuidv7(),
        person_id uuid NOT NULL,
        kind text NOT NULL,
        value text NOT NULL,
        value_key text GENERATED ALWAYS AS (platform_code_key(value)) STORED,
        value_core text GENERATED ALWAYS AS (platform_code_core(value)) STORED,
        CONSTRAINT pk_person_identifier PRIMARY KEY (id),
        CONSTRAINT uq_person_identifier UNIQUE (value_key),
        CONSTRAINT fk_person_identifier_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT ck_person_identifier_kind CHECK (kind IN ('number', 'card'))
      );
      CREATE UNIQUE INDEX uq_person_identifier_number ON person_identifier (person_id) WHERE kind = 'number';
      CREATE INDEX ix_person_identifier_person ON person_identifier (person_id);
      CREATE INDEX ix_person_identifier_core ON person_identifier (value_core);

      -- The number stands in person and, as a code, in person_identifier: one trigger keeps them the same.
      CREATE FUNCTION directory_copy_number() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          INSERT INTO person_identifier (person_id, kind, value) VALUES (NEW.id, 'number', NEW.number);
        ELSIF NEW.number IS DISTINCT FROM OLD.number THEN
          UPDATE person_identifier SET value = NEW.number WHERE person_id = NEW.id AND kind = 'number';
        END IF;
        RETURN NULL;
      END $f$;
      CREATE TRIGGER person_copy_number AFTER INSERT OR UPDATE OF number ON person
        FOR EACH ROW EXECUTE FUNCTION directory_copy_number();

      CREATE TABLE guardian (
        id uuid NOT NULL DEFAULT uuidv7(),
        person_id uuid NOT NULL,
        name text NOT NULL,
        relation text,
        email text,
        phone text,
        language text,
        CONSTRAINT pk_guardian PRIMARY KEY (id),
        CONSTRAINT fk_guardian_person FOREIGN KEY (person_id) REFERENCES person (id)
      );
      CREATE INDEX ix_guardian_person ON guardian (person_id);

      -- Codes of people and rooms, for whoever resolves a scan.
      CREATE VIEW directory.v_code AS
        SELECT i.value_key, i.value_core, 'person'::text AS kind, i.person_id AS record_id, i.value
          FROM public.person_identifier i
        UNION ALL
        SELECT r.code_key, r.code_core, 'room', r.id, r.code FROM public.room r WHERE r.active;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP VIEW IF EXISTS directory.v_code;
      ALTER TABLE role_grant DROP CONSTRAINT fk_role_grant_site;
      ALTER TABLE person DROP CONSTRAINT fk_person_primary_is_own;
      DROP TABLE guardian, person_identifier, person_site, person, policy_loan_limit, program, calendar_day, school_hours,
        school_year, room, site, district CASCADE;
      DROP FUNCTION directory_copy_number();
      DROP SCHEMA directory;
    `);
  }
}
