import { inOrder, withRows } from '../../lib/use-selection.js';
import { ignoredParams } from '../../components/ignored-params.js';
import { columnsOf, columnsParam, densityOf, lookQuery, movedColumn, USUAL_COLUMNS } from './list-look.js';
import { foundWords, pastedCodes } from './pasted.js';

describe('columns of the address', () => {
  it('stand in its order, each once, always with the tag', () => {
    expect(columnsOf({})).toEqual(USUAL_COLUMNS);
    expect(columnsOf({ cols: 'model,site,model,colour' })).toEqual(['tag', 'model', 'site']);
    expect(columnsOf({ cols: 'colour' })).toEqual(USUAL_COLUMNS);
    expect(columnsParam([...USUAL_COLUMNS])).toBeNull();
    expect(columnsParam(['tag', 'model'])).toBe('tag,model');
  });

  it('move one place and no further', () => {
    expect(movedColumn(['tag', 'model', 'site'], 'site', -1)).toEqual(['tag', 'site', 'model']);
    expect(movedColumn(['tag', 'model'], 'tag', -1)).toEqual(['tag', 'model']);
    expect(movedColumn(['tag', 'model'], 'model', 1)).toEqual(['tag', 'model']);
  });

  it('takes the density of the address before the kept one, and names what it does not know', () => {
    expect(densityOf({ density: 'roomy' }, 'compact')).toBe('roomy');
    expect(densityOf({ density: 'huge' }, 'compact')).toBe('compact');
    expect(densityOf({}, null)).toBe('normal');
    const url = { cols: 'tag,colour', density: 'huge', view: 'out', peek: 'x' };
    expect(ignoredParams(url, lookQuery(url))).toEqual(['cols', 'density']);
  });
});

describe('a pasted list', () => {
  it('is one code per line, the first cell of it, each once', () => {
    expect(pastedCodes('CB-1\r\nCB-2\tAcer\n\n CB-1 \n')).toEqual(['CB-1', 'CB-2']);
    expect(pastedCodes('CB-1')).toBeNull();
    expect(pastedCodes('Maya Rivera\n')).toBeNull();
  });

  it('says what was found', () => {
    expect(foundWords(50, 2)).toBe('48 of 50 found, 2 not found');
    expect(foundWords(5000, 0)).toBe('5,000 of 5,000 found');
  });
});

it('adds and takes away rows of a selection', () => {
  const some = withRows(new Set(['a']), ['b', 'c'], true);
  expect([...some]).toEqual(['a', 'b', 'c']);
  expect([...withRows(some, ['a', 'c'], false)]).toEqual(['b']);
});

it('gives selected rows as they stand in the list, whatever was ticked first', () => {
  expect(inOrder(new Set(['c', 'gone', 'a']), ['a', 'b', 'c'])).toEqual(['a', 'c', 'gone']);
});
