import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Refusals that a supervisor's card lifted, and sites that let a card decide about people who have left. */
export class DeskOverrides1790000000171 implements MigrationInterface {
  name = 'DeskOverrides1790000000171';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- scan_id: the scan of the card. A refusal is lifted once.
      CREATE TABLE desk_override (
        scan_id uuid NOT NULL,
        refused_scan_id uuid NOT NULL,
        refused_row text NOT NULL,
        given_row text NOT NULL,
        card_account_id uuid NOT NULL,
        desk_account_id uuid NOT NULL,
        station_id uuid NOT NULL,
        site_id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_desk_override PRIMARY KEY (scan_id),
        CONSTRAINT uq_desk_override_refused UNIQUE (refused_scan_id),
        CONSTRAINT fk_desk_override_scan FOREIGN KEY (scan_id) REFERENCES scan_event (id),
        CONSTRAINT fk_desk_override_refused FOREIGN KEY (refused_scan_id) REFERENCES scan_event (id),
        CONSTRAINT fk_desk_override_station FOREIGN KEY (station_id) REFERENCES station (id),
        CONSTRAINT fk_desk_override_site FOREIGN KEY (site_id) REFERENCES site (id)
      );
      CREATE INDEX ix_desk_override_site ON desk_override (site_id, at DESC);
      CREATE INDEX ix_desk_override_station ON desk_override (station_id);

      ALTER TABLE policy_desk DROP CONSTRAINT ck_policy_desk_withdrawn,
        ADD CONSTRAINT ck_policy_desk_withdrawn CHECK (withdrawn_person IN ('block', 'card', 'warn'));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      UPDATE policy_desk SET withdrawn_person = 'block' WHERE withdrawn_person = 'card';
      ALTER TABLE policy_desk DROP CONSTRAINT ck_policy_desk_withdrawn,
        ADD CONSTRAINT ck_policy_desk_withdrawn CHECK (withdrawn_person IN ('block', 'warn'));
      DROP TABLE desk_override;
    `);
  }
}
