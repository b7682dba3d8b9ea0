import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Own label stock by its numbers, and the printers with what each adds to a position. Lengths in micrometres. */
export class LabelsStock1790000000300 implements MigrationInterface {
  name = 'LabelsStock1790000000300';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE label_stock (
        id uuid NOT NULL DEFAULT uuidv7(),
        name text COLLATE "und-x-icu" NOT NULL,
        name_key text GENERATED ALWAYS AS (platform_fold(name)) STORED,
        medium text NOT NULL,
        page_width_um integer NOT NULL,
        page_height_um integer NOT NULL,
        columns smallint NOT NULL,
        rows smallint NOT NULL,
        label_width_um integer NOT NULL,
        label_height_um integer NOT NULL,
        left_um integer NOT NULL,
        top_um integer NOT NULL,
        pitch_x_um integer NOT NULL,
        pitch_y_um integer NOT NULL,
        created_by uuid,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        archived_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_label_stock PRIMARY KEY (id),
        CONSTRAINT fk_label_stock_created_by FOREIGN KEY (created_by) REFERENCES account (id),
        CONSTRAINT ck_label_stock_medium CHECK (medium IN ('sheet', 'roll') AND (medium = 'sheet' OR columns * rows = 1)),
        CONSTRAINT ck_label_stock_count CHECK (columns BETWEEN 1 AND 100 AND rows BETWEEN 1 AND 100),
        CONSTRAINT ck_label_stock_size CHECK (page_width_um <= 450000 AND page_height_um <= 450000
          AND label_width_um >= 6000 AND label_height_um >= 6000),
        -- Half a millimetre is no overlap and no edge, as in stock.rules.ts: the makers' tables are rounded.
        CONSTRAINT ck_label_stock_overlap CHECK ((columns = 1 OR pitch_x_um >= label_width_um - 500)
          AND (rows = 1 OR pitch_y_um >= label_height_um - 500)),
        CONSTRAINT ck_label_stock_page CHECK (left_um >= 0 AND top_um >= 0 AND pitch_x_um >= 0 AND pitch_y_um >= 0
          AND left_um + (columns - 1) * pitch_x_um + label_width_um <= page_width_um + 500
          AND top_um + (rows - 1) * pitch_y_um + label_height_um <= page_height_um + 500)
      );
      CREATE UNIQUE INDEX uq_label_stock_name ON label_stock (name_key) WHERE archived_at IS NULL;
      CREATE INDEX ix_label_stock_name ON label_stock (name, id);
      CREATE INDEX ix_label_stock_created_by ON label_stock (created_by);

      CREATE TABLE label_printer (
        id uuid NOT NULL DEFAULT uuidv7(),
        site_id uuid NOT NULL,
        name text COLLATE "und-x-icu" NOT NULL,
        name_key text GENERATED ALWAYS AS (platform_fold(name)) STORED,
        -- Tenths of a millimetre, to the right and down.
        offset_x_tenths smallint NOT NULL DEFAULT 0,
        offset_y_tenths smallint NOT NULL DEFAULT 0,
        scale_permille smallint NOT NULL DEFAULT 1000,
        -- Set for a Zebra: it prints ZPL, and so many dots to the inch.
        dpi smallint,
        archived_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_label_printer PRIMARY KEY (id),
        CONSTRAINT fk_label_printer_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT ck_label_printer_offset CHECK (offset_x_tenths BETWEEN -100 AND 100 AND offset_y_tenths BETWEEN -100 AND 100),
        CONSTRAINT ck_label_printer_scale CHECK (scale_permille BETWEEN 900 AND 1100),
        CONSTRAINT ck_label_printer_dpi CHECK (dpi IN (203, 300))
      );
      CREATE UNIQUE INDEX uq_label_printer_name ON label_printer (site_id, name_key) WHERE archived_at IS NULL;
      CREATE INDEX ix_label_printer_site ON label_printer (site_id, name, id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP TABLE label_printer, label_stock');
  }
}
