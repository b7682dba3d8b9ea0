import type { CellRemark } from '../imports/import-rows.service.js';
import { importRows } from './exchange-exports.js';

const remark = (facts: Partial<CellRemark>): CellRemark => ({
  ...{ field: null, column: null, value: null, code: 'x', reason: 'is empty', fix: 'Fill it in' },
  ...facts,
});

it('a line of an import says what the page says of it, in sentences', () => {
  const row = {
    ...{ line: 4, outcome: 'refuse' as const, recordId: null, key: 'T-1', label: null, changes: [] },
    problems: [
      remark({ column: 'Asset Tag', value: 'http://x', reason: 'is no web link', fix: 'Correct it' }),
      remark({}),
    ],
    notes: [remark({ column: 'Asset Tag', reason: 'is the tag of labels that were voided', fix: 'Look' })],
  };
  const said = importRows(null as never).columns.map((column) => [column.key, column.value(row, 'en')]);
  expect(Object.fromEntries(said)).toMatchObject({
    column: 'Asset Tag; Whole line',
    value: 'http://x; –',
    problems: 'is no web link. Correct it. is empty. Fill it in.',
    notes: 'is the tag of labels that were voided. Look.',
  });
});
