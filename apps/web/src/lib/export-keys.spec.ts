import { shownKeys, type Shown } from './export-keys.js';

it('a view’s columns are those of the file in its order, each once: of several that one cell has, all of them', () => {
  const columns: Shown<'roster-rows'>[] = [
    { id: 'who' },
    { id: 'where', file: ['file', 'line'] },
    { id: 'why', file: ['problems'] },
    { id: 'fix', file: ['problems'] },
    { id: 'buttons', file: [] },
    { id: 'key' },
  ];
  expect(shownKeys(columns)).toEqual(['who', 'file', 'line', 'problems', 'key']);
  expect(shownKeys(['name', 'code'])).toEqual(['name', 'code']);
});

it('a column that does not say what it is in the file is refused by the compiler', () => {
  // @ts-expect-error -- no column of the list, and no word of what it is there
  const unknown: Shown<'rooms'> = { id: 'teacher' };
  // @ts-expect-error -- of another list
  const other: Shown<'rooms'> = { id: 'teacher', file: ['responsible'] };
  expect(shownKeys([unknown, other])).toEqual(['teacher', 'responsible']);
});
