import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People by the whole words of their names: a word with a typing error is looked up in each spelling that one slip
 * explains. Comparing triples of letters instead takes 20 µs a name, and half of the names of a district share some.
 */
export class PersonNameWords1790000000040 implements MigrationInterface {
  name = 'PersonNameWords1790000000040';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- "sean o'brien-diaz": sean, o, brien, diaz, and obriendiaz. What somebody types is one of them.
      CREATE FUNCTION directory_name_words(p_folded text) RETURNS text[]
        LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
        RETURN array_remove(string_to_array(translate(p_folded, '-''’‘ʻ\`´.,/()"', '             '), ' ')
          || string_to_array(translate(p_folded, '-''’‘ʻ\`´.,/()"', ''), ' '), '');
      CREATE INDEX ix_person_name_words ON person USING gin (directory_name_words(search_name));
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP INDEX ix_person_name_words;
      DROP FUNCTION directory_name_words(text);
    `);
  }
}
