import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Saved views of the list of devices; the loaner pool as a list of its own. */
export class InventoryViews1790000000130 implements MigrationInterface {
  name = 'InventoryViews1790000000130';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE INDEX ix_device_loaner_tag ON device (asset_tag, id) WHERE loaner_pool;

      CREATE TABLE saved_view (
        id uuid NOT NULL DEFAULT uuidv7(),
        name text COLLATE "und-x-icu" NOT NULL,
        name_key text GENERATED ALWAYS AS (platform_fold(name)) STORED,
        scope text NOT NULL,
        owner_id uuid NOT NULL,
        site_id uuid,
        query text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_saved_view PRIMARY KEY (id),
        CONSTRAINT fk_saved_view_owner FOREIGN KEY (owner_id) REFERENCES account (id),
        CONSTRAINT fk_saved_view_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT ck_saved_view_scope CHECK (scope IN ('personal', 'site', 'district')),
        CONSTRAINT ck_saved_view_site CHECK ((scope = 'site') = (site_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_saved_view_personal ON saved_view (owner_id, name_key) WHERE scope = 'personal';
      CREATE UNIQUE INDEX uq_saved_view_site ON saved_view (site_id, name_key) WHERE scope = 'site';
      CREATE UNIQUE INDEX uq_saved_view_district ON saved_view (name_key) WHERE scope = 'district';
      CREATE INDEX ix_saved_view_owner ON saved_view (owner_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE saved_view; DROP INDEX ix_device_loaner_tag;`);
  }
}
