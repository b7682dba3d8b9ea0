import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Own stock belongs to the site of whoever made it; its labels do not overlap, and its name is what it looks like. */
export class LabelsOwnStock1790000000344 implements MigrationInterface {
  name = 'LabelsOwnStock1790000000344';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- NULL: of the district, as all stock from before is.
      ALTER TABLE label_stock ADD COLUMN site_id uuid,
        ADD CONSTRAINT fk_label_stock_site FOREIGN KEY (site_id) REFERENCES site (id);
      CREATE INDEX ix_label_stock_site ON label_stock (site_id);
      -- A twentieth of a millimetre is rounding, half a millimetre was an inch taken for 25 mm. Stock from before is taken out of
      -- use or put right when it is changed: not validated.
      ALTER TABLE label_stock DROP CONSTRAINT ck_label_stock_overlap,
        ADD CONSTRAINT ck_label_stock_overlap CHECK (archived_at IS NOT NULL
          OR (columns = 1 OR pitch_x_um >= label_width_um - 50) AND (rows = 1 OR pitch_y_um >= label_height_um - 50)) NOT VALID,
        ADD CONSTRAINT ck_label_stock_plain_name CHECK (archived_at IS NOT NULL
          OR name !~ '[\\u0001-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]') NOT VALID;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE label_stock DROP CONSTRAINT ck_label_stock_plain_name, DROP CONSTRAINT ck_label_stock_overlap,
        ADD CONSTRAINT ck_label_stock_overlap CHECK ((columns = 1 OR pitch_x_um >= label_width_um - 500)
          AND (rows = 1 OR pitch_y_um >= label_height_um - 500)),
        DROP CONSTRAINT fk_label_stock_site, DROP COLUMN site_id;
    `);
  }
}
