import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions of a source, which its page counts. */
export class ExchangeRosterIndexes1790000000402 implements MigrationInterface {
  name = 'ExchangeRosterIndexes1790000000402';

  async up(q: QueryRunner): Promise<void> {
    await q.query('CREATE INDEX ix_roster_question_source ON roster_question (source_id, state)');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP INDEX ix_roster_question_source');
  }
}
