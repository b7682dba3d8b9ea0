import { accessCount } from './access-words.js';
import { exportFilters, exportFormat, exportGround, exportPeople, loggedExport } from './logged-export.js';

const detail = {
  ...{ list: 'devices', words: 'State: Missing', query: 'state=missing', columns: ['tag', 'holder'], format: 'xlsx' },
  ...{ variant: 'names', recipient: 'County office', purpose: 'Audit of loans', basis: 'audit' },
};

it('an export of the log is said in words: what, for whom, why and on what ground', () => {
  const logged = loggedExport(detail, 'Devices');
  expect(logged).toMatchObject({ title: 'Devices', recipient: 'County office', purpose: 'Audit of loans' });
  expect([exportFilters(logged), exportFormat(logged), exportPeople(logged, 'es'), exportGround(logged)]).toEqual([
    'State: Missing',
    'XLSX',
    'Nombres',
    'Outside: an audit or evaluation',
  ]);
});

it.each([
  ['all rows, nobody', { query: '', variant: 'plain' }, 'All rows', null, null],
  [
    'an older entry',
    { query: 'state=missing', variant: 'names', basis: null },
    'state=missing',
    'Names',
    'It stays in the district',
  ],
  ['a ground that nobody knows', { variant: 'names', basis: 'barter' }, 'All rows', 'Names', 'Outside: another ground'],
  ['an empty entry', {}, 'All rows', null, null],
])('%s', (_, kept, filters, people, ground) => {
  const logged = loggedExport(kept, 'Sites');
  expect([exportFilters(logged), exportPeople(logged), exportGround(logged)]).toEqual([filters, people, ground]);
});

it.each([
  ['list.exported', 1, '1 row', '1 fila'],
  ['list.exported', 1200, '1,200 rows', '1,200 filas'],
  ['people.exported', 1, '1 person', '1 persona'],
  ['people.exported', 2, '2 people', '2 personas'],
])('%s of %i', (action, rowCount, en, es) => {
  const entry = { action, personId: null, rowCount };
  expect([accessCount(entry), accessCount(entry, 'es')]).toEqual([en, es]);
});
