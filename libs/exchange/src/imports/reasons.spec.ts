import { inventoryImportSql } from '../../../inventory/src/sql/import-devices.sql.js';
import { directoryImportSql } from '../../../directory/src/sql/import-people.sql.js';
import { importAgreementsSql } from '../../../directory/src/sql/import-agreements.sql.js';
import { REASON_CODES, reasonOf, sentenceOf } from './reasons.js';

const sql = [
  ...inventoryImportSql.statements,
  ...directoryImportSql.statements,
  ...importAgreementsSql.statements,
].join('\n');
const codes = [...new Set([...sql.matchAll(/'code', '([a-z-]+)'/g)].map(([, code]) => code))];

it.each(codes)('the plan says %s, and there are words for it', (code) => {
  expect(REASON_CODES).toContain(code);
  const { reason, fix } = reasonOf({
    field: 'tag',
    value: 'X',
    code,
    lines: [2, 4],
    into: 'N',
    state: 'lost',
    tag: 'T',
    serial: 'S',
  });
  expect(`${reason} ${fix}`).not.toMatch(/undefined|\[object/);
});

it('finds the codes of the plan', () => {
  expect(codes.length).toBeGreaterThan(25);
});

it('names the column, the value and both lines', () => {
  expect(sentenceOf({ field: 'serial', value: '5CD1', code: 'repeated', lines: [171, 402] }, 'Serial No')).toBe(
    'Serial No “5CD1” stands on line 171 and again on line 402; only the first of the two is read. Keep one of the two lines.',
  );
});
