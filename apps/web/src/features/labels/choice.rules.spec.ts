import { codeLines, inputOf, linesParam, linesOf, requestOf, type Known } from './choice.rules.js';

const HERE: Known = {
  ...{ siteId: 'site-1', siteCode: 'LHS', stockId: 'avery-5160', plain: false, printerId: null },
  rooms: [
    { id: 'room-1', code: 'B12' },
    { id: 'room-2', code: 'B13' },
  ],
  carts: [],
};

const sourceOf = (url: Record<string, string>, kept = {}): unknown => requestOf(url, kept, HERE).request?.source;
const missingOf = (url: Record<string, string>, known = HERE): string[] =>
  requestOf(url, {}, known).missing.map(({ field }) => field);

it.each([
  [{ by: 'list' }, {}, { query: 'site=LHS' }],
  [{ by: 'list', list: 'state=missing' }, {}, { query: 'state=missing' }],
  [{}, { codes: 'CB-1\n\n CB-2\tx' }, { codes: ['CB-1', 'CB-2'] }],
  [{ by: 'ids', ids: 'a,b' }, {}, { ids: ['a', 'b'] }],
  [{ by: 'ids', ids: 'a' }, { ids: ['c'] }, { ids: ['c'] }],
  [{ kind: 'tag-range', prefix: 'CB-', count: '30' }, {}, { range: { prefix: 'CB-', digits: 6, count: 30 } }],
  [
    { kind: 'tag-range', prefix: 'CB-', digits: '4', count: '1', first: '0' },
    {},
    { range: { prefix: 'CB-', digits: 4, count: 1, first: 0 } },
  ],
  [{ kind: 'tag-range', prefix: 'none', count: '30' }, {}, { range: { prefix: '', digits: 6, count: 30 } }],
  [{ kind: 'tag-range', prefix: 'NONE', count: '30' }, {}, { range: { prefix: 'NONE', digits: 6, count: 30 } }],
  [{ kind: 'tag-range', count: '30' }, {}, { range: { prefix: '', digits: 6, count: 30 } }],
  [{ kind: 'room' }, {}, { ids: ['room-1', 'room-2'] }],
  [{ kind: 'room', some: 'B13' }, {}, { ids: ['room-2'] }],
  [{ kind: 'person', all: 'yes' }, {}, { homerooms: {} }],
  [
    { kind: 'person', grades: '9,10', homerooms: 'Rivera\\, A.' },
    {},
    { homerooms: { grades: ['9', '10'], homerooms: ['Rivera, A.'] } },
  ],
  [{ kind: 'person', by: 'ids', ids: 'a' }, {}, { ids: ['a'] }],
  [{ kind: 'person', by: 'codes' }, { codes: '900123\n900124\tAnn' }, { codes: ['900123', '900124'] }],
  [{ kind: 'command' }, {}, { commands: true }],
])('the address %j with %j asks for %j', (url, kept, source) =>
  expect(sourceOf(url as Record<string, string>, kept)).toEqual(source),
);

it.each([
  [{}, ['label-pasted']],
  [{ by: 'ids' }, ['label-by']],
  [{ kind: 'tag-range' }, ['label-count']],
  [{ kind: 'tag-range', prefix: 'CB-', count: '0' }, ['label-count']],
  [{ kind: 'tag-range', prefix: 'CB-', count: '3', first: 'x' }, ['label-first']],
  [{ kind: 'cart' }, ['label-kind']],
  [{ kind: 'person' }, ['label-homerooms']],
  [{ kind: 'person', by: 'ids' }, ['label-homerooms']],
  [{ kind: 'person', by: 'codes' }, ['label-pasted']],
  [{ by: 'list', from: '0', copies: '51' }, ['label-from', 'label-copies']],
])('the address %j leaves out %j', (url, fields) => expect(missingOf(url as Record<string, string>)).toEqual(fields));

it('plain paper has no place to begin at, whatever the address says', () => {
  const url = { kind: 'person', all: 'yes', from: '7', copies: '3' };
  expect(requestOf(url, {}, { ...HERE, plain: true }).request).toMatchObject({ startAt: 1, copies: 1 });
});

it.each([
  [{ kind: 'person', all: 'yes' }, false],
  [{ kind: 'person', all: 'yes', sheets: 'yes' }, true],
  [{ kind: 'person', by: 'ids', ids: 'a,b', sheets: 'yes' }, false],
])('%j: homerooms on new sheets: %s', (url, newSheet) => {
  expect(requestOf(url as Record<string, string>, {}, HERE).request?.options).toMatchObject({ newSheet });
});

it('lines that are all switched off stay off', () => {
  expect(linesOf({})).toEqual(['program', 'property', 'site']);
  expect(linesOf({ lines: linesParam([]) })).toEqual([]);
  expect(linesOf({ lines: linesParam(['district']) })).toEqual(['district']);
});

it('a pasted list knows the lines of its codes', () => {
  expect(codeLines('CB-1\r\n\r\nCB-2\tLenovo')).toEqual([
    { line: 1, code: 'CB-1' },
    { line: 3, code: 'CB-2' },
  ]);
});

it.each([
  ['startAt', 'label-from'],
  ['source.range.count', 'label-count'],
  ['source.codes.3', 'label-pasted'],
  ['source', 'label-kind'],
])('a refusal of %s stands at %s', (field, input) => expect(inputOf(field)).toBe(input));
