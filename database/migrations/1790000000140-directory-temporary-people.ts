import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Students who stand at the desk before the roster knows them, and the rules of merging two records of one person. */
export class TemporaryPeople1790000000140 implements MigrationInterface {
  name = 'TemporaryPeople1790000000140';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- The numbers made up for them: T-10001 …
      CREATE SEQUENCE person_temporary_number START 10001;

      -- known_number: what the roster will call them, if anybody knows. Not their number: that one comes with the roster.
      ALTER TABLE person
        ADD COLUMN temporary boolean NOT NULL DEFAULT false,
        ADD COLUMN known_number text,
        ADD COLUMN known_number_key text GENERATED ALWAYS AS (platform_code_key(known_number)) STORED,
        ADD COLUMN known_number_core text GENERATED ALWAYS AS (platform_code_core(known_number)) STORED,
        ADD CONSTRAINT ck_person_temporary CHECK (NOT temporary OR (kind = 'student' AND primary_site_id IS NOT NULL)),
        ADD CONSTRAINT ck_person_known_number CHECK (known_number IS NULL OR temporary),
        ADD CONSTRAINT ck_person_known_number_reserved CHECK (known_number_key NOT LIKE 'CMD-%' AND known_number_key NOT LIKE '/%');
      CREATE INDEX ix_person_temporary ON person (primary_site_id, created_at, id) WHERE temporary AND merged_into_id IS NULL;
      CREATE UNIQUE INDEX uq_person_known_number ON person (known_number_key) WHERE temporary AND merged_into_id IS NULL;
      CREATE INDEX ix_person_known_number_core ON person (known_number_core) WHERE temporary AND merged_into_id IS NULL;

      -- Merges are one step deep and final: whoever was merged is resolved by one look, and never comes back.
      CREATE FUNCTION directory_check_merge() RETURNS trigger LANGUAGE plpgsql AS $f$
      DECLARE
        v_constraint text;
      BEGIN
        IF NEW.merged_into_id IS NOT DISTINCT FROM OLD.merged_into_id THEN
          RETURN NEW;
        END IF;
        IF NEW.merged_into_id IS NULL THEN
          v_constraint := 'ck_person_merge_final';
        ELSIF EXISTS (SELECT 1 FROM public.person WHERE id = NEW.merged_into_id AND (merged_into_id IS NOT NULL OR temporary))
          OR EXISTS (SELECT 1 FROM public.person WHERE merged_into_id = NEW.id) THEN
          v_constraint := 'ck_person_merge_survivor';
        ELSE
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'person % cannot be merged so', NEW.id
          USING ERRCODE = 'check_violation', CONSTRAINT = v_constraint, TABLE = 'person';
      END $f$;
      CREATE TRIGGER person_check_merge BEFORE UPDATE OF merged_into_id ON person
        FOR EACH ROW EXECUTE FUNCTION directory_check_merge();

      -- The card of a temporary student scans as well, until the roster has somebody with that number.
      CREATE OR REPLACE VIEW directory.v_code AS
        SELECT i.value_key, i.value_core, 'person'::text AS kind, i.person_id AS record_id, i.value
          FROM public.person_identifier i
        UNION ALL
        SELECT r.code_key, r.code_core, 'room', r.id, r.code FROM public.room r WHERE r.active
        UNION ALL
        SELECT p.known_number_key, p.known_number_core, 'person', p.id, p.known_number
          FROM public.person p
         WHERE p.temporary AND p.merged_into_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM public.person_identifier i WHERE i.value_key = p.known_number_key);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE OR REPLACE VIEW directory.v_code AS
        SELECT i.value_key, i.value_core, 'person'::text AS kind, i.person_id AS record_id, i.value
          FROM public.person_identifier i
        UNION ALL
        SELECT r.code_key, r.code_core, 'room', r.id, r.code FROM public.room r WHERE r.active;
      DROP TRIGGER person_check_merge ON person;
      DROP FUNCTION directory_check_merge();
      ALTER TABLE person DROP COLUMN known_number_core, DROP COLUMN known_number_key, DROP COLUMN known_number, DROP COLUMN temporary;
      DROP SEQUENCE person_temporary_number;
    `);
  }
}
