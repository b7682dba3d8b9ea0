import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signed agreements, one a person and school year, and what a desk does without one. */
export class Agreements1790000000144 implements MigrationInterface {
  name = 'Agreements1790000000144';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE person_agreement (
        person_id uuid NOT NULL,
        school_year_id uuid NOT NULL,
        signed_on date NOT NULL,
        recorded_by uuid,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_person_agreement PRIMARY KEY (person_id, school_year_id),
        CONSTRAINT fk_person_agreement_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT fk_person_agreement_year FOREIGN KEY (school_year_id) REFERENCES school_year (id),
        CONSTRAINT fk_person_agreement_recorded_by FOREIGN KEY (recorded_by) REFERENCES account (id)
      );
      CREATE INDEX ix_person_agreement_year ON person_agreement (school_year_id);
      CREATE INDEX ix_person_agreement_recorded_by ON person_agreement (recorded_by);

      ALTER TABLE policy_desk ADD COLUMN agreement text NOT NULL DEFAULT 'ignore',
        ADD CONSTRAINT ck_policy_desk_agreement CHECK (agreement IN ('ignore', 'warn', 'block'));

      -- In California no agreement may ever keep a device from a pupil (Ed Code 49010-49011): neither a new policy nor a change of
      -- the profile gets past this.
      CREATE FUNCTION desk_check_agreement_policy() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        IF EXISTS (SELECT 1 FROM public.district WHERE profile = 'california') AND EXISTS (SELECT 1 FROM public.policy_desk
          WHERE agreement = 'block' AND (upper_inf(effective) OR upper(effective) > current_date)) THEN
          RAISE EXCEPTION 'an agreement cannot block in the profile california'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_policy_desk_agreement_profile', TABLE = 'policy_desk';
        END IF;
        RETURN NULL;
      END $f$;
      CREATE TRIGGER policy_desk_agreement AFTER INSERT OR UPDATE ON policy_desk
        FOR EACH ROW WHEN (NEW.agreement = 'block') EXECUTE FUNCTION desk_check_agreement_policy();
      CREATE TRIGGER district_agreement_policy AFTER INSERT OR UPDATE OF profile ON district
        FOR EACH ROW WHEN (NEW.profile = 'california') EXECUTE FUNCTION desk_check_agreement_policy();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER district_agreement_policy ON district;
      DROP TRIGGER policy_desk_agreement ON policy_desk;
      DROP FUNCTION desk_check_agreement_policy();
      ALTER TABLE policy_desk DROP COLUMN agreement;
      DROP TABLE person_agreement;
    `);
  }
}
