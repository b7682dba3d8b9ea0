import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One sentence for each table of privacy, for the data dictionary of `cubby export-all`. */
const TABLES: Record<string, string> = {
  disclosure: 'To whom data of students was disclosed, when, what for and on what ground (34 CFR 99.32); append-only',
  disclosure_person: 'Whose data a disclosure was about; append-only',
  record_correction: 'What families asked to have corrected in the record of a student, and what they were answered',
  policy_retention: 'For how many years students are known after they left, by the money of the devices that they had',
  retention_run: 'Plans of which former students are forgotten: who planned, who approved, what came of it',
  retention_item: 'Who would be forgotten or is kept by a plan, and why',
};

export class PrivacyComments1790000000444 implements MigrationInterface {
  name = 'PrivacyComments1790000000444';

  async up(q: QueryRunner): Promise<void> {
    for (const [table, about] of Object.entries(TABLES))
      await q.query(`COMMENT ON TABLE ${table} IS '${about.replaceAll("'", "''")}'`);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES)) await q.query(`COMMENT ON TABLE ${table} IS NULL`);
  }
}
