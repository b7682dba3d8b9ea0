import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alphabet and length of `isScannable` (libs/kernel/src/codes.ts); what is dearer to check stays there. */
const scannable = (key: string): string =>
  `${key} ~ '^[A-Z0-9 ._/+:#*$%-]{3,128}$' AND ${key} NOT LIKE 'CMD-%' AND ${key} NOT LIKE '/%'`;

const CHECKS = [
  ['device_identifier', 'ck_device_identifier_value', 'value_key', `value_key <> ''`],
  ['person', 'ck_person_number', 'number_key', 'length(number_key) >= 1'],
  ['room', 'ck_room_code', 'code_key', 'true'],
] as const;

/** What the desk could never read back is not stored as a tag, serial, number or room. NOT VALID: codes from before stay. */
export class ScannableCodes1790000000085 implements MigrationInterface {
  name = 'ScannableCodes1790000000085';

  async up(q: QueryRunner): Promise<void> {
    for (const [table, name, key] of CHECKS) {
      await q.query(
        `ALTER TABLE ${table} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} CHECK (${scannable(key)}) NOT VALID`,
      );
    }
  }

  async down(q: QueryRunner): Promise<void> {
    for (const [table, name, key, before] of CHECKS) {
      await q.query(
        `ALTER TABLE ${table} DROP CONSTRAINT ${name},
           ADD CONSTRAINT ${name} CHECK (${before} AND ${key} NOT LIKE 'CMD-%' AND ${key} NOT LIKE '/%')`,
      );
    }
  }
}
