import { filesProblem } from './upload-rules.js';

const file = (name: string, size = 10) => ({ name, size });
const MB = 1_048_576;

it.each([
  ['one zip', [file('Night.ZIP')], null],
  ['tables', [file('users.csv'), file('orgs.CSV'), file('manifest.txt')], null],
  ['one table', [file('users.csv')], null],
  ['nothing', [], 'Choose a file'],
  ['a workbook', [file('roster.xlsx')], 'roster.xlsx is no CSV file: choose one zip file, or CSV files alone'],
  [
    'a zip among tables',
    [file('users.csv'), file('a.zip')],
    'a.zip is no CSV file: choose one zip file, or CSV files alone',
  ],
  ['two zips', [file('a.zip'), file('b.zip')], 'a.zip is no CSV file: choose one zip file, or CSV files alone'],
  ['one twice', [file('users.csv'), file('Users.txt')], 'Users.txt is chosen twice'],
  ['an empty one', [file('users.csv'), file('orgs.csv', 0)], 'orgs.csv is empty'],
  ['too much', [file('users.csv', 120 * MB), file('orgs.csv', 81 * MB)], 'More than 200 MB in all'],
  ['too many', Array.from({ length: 101 }, (_, n) => file(`t${n}.csv`)), 'More than 100 files'],
])('%s', (_, files, problem) => {
  expect(filesProblem(files)).toBe(problem);
});
