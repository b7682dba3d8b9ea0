import { inventoryImportSql } from '../../../inventory/src/sql/import-devices.sql.js';
import { directoryImportSql } from '../../../directory/src/sql/import-people.sql.js';
import { importAgreementsSql } from '../../../directory/src/sql/import-agreements.sql.js';
import { directoryRosterSql } from '../../../directory/src/sql/roster-people.sql.js';
import { exchangeRostersSql } from '../sql/rosters.sql.js';
import { REASON_CODES, REASON_WORDS, reasonOf, sentenceOf } from './reasons.js';

const sql = [
  ...inventoryImportSql.statements,
  ...directoryImportSql.statements,
  ...importAgreementsSql.statements,
  ...directoryRosterSql.statements,
  ...exchangeRostersSql.statements,
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
    who: 'Rivera, Maya',
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

it('says every reason in both languages, with the same facts', () => {
  const facts = (texts: readonly string[]): string[] => (texts.join(' ').match(/\{\w+\}/g) ?? []).sort();
  expect(Object.keys(REASON_WORDS.es)).toEqual(Object.keys(REASON_WORDS.en));
  for (const [code, english] of Object.entries(REASON_WORDS.en)) {
    const spanish = REASON_WORDS.es[code];
    expect([code, facts(spanish)]).toEqual([code, facts(english)]);
    expect(spanish.filter((text, n) => text === english[n])).toEqual([]);
  }
});

it.each([
  ['en', 'a device that is in repair cannot be with a person', 'is the code of a room'],
  ['es', 'un dispositivo que está en reparación no puede estar con una persona', 'ya es el código de un aula'],
] as const)('names states and records in %s', (language, state, record) => {
  const reason = (code: string, facts: object): string =>
    reasonOf({ field: 'holder', value: 'X', code, ...facts }, language).reason;
  expect(reason('holder-needs-deployed', { state: 'in-repair' })).toBe(state);
  expect(reason('tag-of-record', { record: 'room' })).toContain(record);
});

it('speaks Spanish to whoever reads it, and chooses between two wordings by what is known', () => {
  const taken = { field: 'serial', value: '5CD1', code: 'serial-of-other' };
  expect(sentenceOf(taken, 'Serie', 'es')).toBe(
    'Serie “5CD1” es la serie de otro dispositivo. Revise la etiqueta y la serie en el dispositivo.',
  );
  expect(reasonOf({ ...taken, tag: 'T-1' }).reason).toBe('is the serial of T-1');
  expect(reasonOf({ field: 'state', value: 'lost', code: 'state-not-by-file', held: true }).reason).toBe(
    'cannot be set: somebody has the device',
  );
  expect(reasonOf({ field: 'x', value: null, code: 'of-another-day' }).reason).toBe('cannot be imported');
});
