import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A number that the source had for somebody whom it does not have any more, and now has for somebody else: a question. */
export class ExchangeReusedNumbers1790000000520 implements MigrationInterface {
  name = 'ExchangeReusedNumbers1790000000520';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- user_id: of number-reused, the id of whom the source has now. person_id is who had the number.
      ALTER TABLE roster_question ADD COLUMN user_id text,
        DROP CONSTRAINT ck_roster_question_kind, ADD CONSTRAINT ck_roster_question_kind CHECK (kind IN ('missing', 'returned', 'number-reused')),
        DROP CONSTRAINT ck_roster_question_answer, ADD CONSTRAINT ck_roster_question_answer CHECK (answer IN
          ('withdraw', 'still-here', 'later', 'take-back', 'stays-withdrawn', 'same-person', 'somebody-else')),
        ADD CONSTRAINT ck_roster_question_user CHECK ((kind = 'number-reused') = (user_id IS NOT NULL));
      -- Who has the number and may be somebody else: who comes is nobody of ours before that is answered.
      ALTER TABLE roster_person ADD COLUMN number_holder_id uuid;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE roster_person DROP COLUMN number_holder_id;
      DELETE FROM roster_question WHERE kind = 'number-reused';
      ALTER TABLE roster_question DROP CONSTRAINT ck_roster_question_user, DROP COLUMN user_id,
        DROP CONSTRAINT ck_roster_question_kind, ADD CONSTRAINT ck_roster_question_kind CHECK (kind IN ('missing', 'returned')),
        DROP CONSTRAINT ck_roster_question_answer, ADD CONSTRAINT ck_roster_question_answer CHECK (answer IN
          ('withdraw', 'still-here', 'later', 'take-back', 'stays-withdrawn'));
    `);
  }
}
