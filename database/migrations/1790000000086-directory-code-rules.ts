import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a district or a site writes its codes: `MA-1` is what the label says as `MA-000001`. */
export class DirectoryCodeRules1790000000086 implements MigrationInterface {
  name = 'DirectoryCodeRules1790000000086';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE code_rule (
        id uuid NOT NULL DEFAULT uuidv7(),
        site_id uuid,
        place integer NOT NULL,
        pattern text NOT NULL,
        replacement text NOT NULL,
        digits integer,
        example text NOT NULL,
        enabled boolean NOT NULL,
        CONSTRAINT pk_code_rule PRIMARY KEY (id),
        CONSTRAINT fk_code_rule_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT uq_code_rule_place UNIQUE NULLS NOT DISTINCT (site_id, place),
        CONSTRAINT ck_code_rule_digits CHECK (digits BETWEEN 1 AND 20),
        CONSTRAINT ck_code_rule_length CHECK (length(pattern) BETWEEN 1 AND 100 AND length(replacement) BETWEEN 1 AND 40),
        -- A reference back into the pattern is what makes a regular expression slow.
        CONSTRAINT ck_code_rule_pattern CHECK (pattern !~ '\\\\[1-9]' AND ('' ~ pattern) IS NOT NULL)
      );
      -- Makers print a letter before the serial. Off until somebody has seen it on a label of the district.
      INSERT INTO code_rule (site_id, place, pattern, replacement, digits, example, enabled) VALUES
        (NULL, 1, '^S([A-Z0-9]{7,12})$', '\\1', NULL, 'S5CD1234ABC', false),
        (NULL, 2, '^1S[A-Z0-9]{10}([A-Z0-9]{8})$', '\\1', NULL, '1S20UES0X800PF1ABCDE', false);
      DROP FUNCTION IF EXISTS desk_resolve(text[], text[]);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE code_rule`);
  }
}
