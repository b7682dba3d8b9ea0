import type { Dto } from '../../lib/api.js';
import type { Import } from './import-words.js';
import { asksForDates, choicesOf, mappingBody, mappingProblems, padOffersOf } from './mapping.js';

const column = (position: number, header: string, field: string | null) => ({
  position,
  header,
  field,
  confidence: 1,
  problem: null,
  filled: 1,
  samples: [],
});
const run: Pick<Import, 'kind' | 'version' | 'columns' | 'fields' | 'questions'> = {
  kind: 'devices',
  version: 3,
  columns: [column(1, 'Tag', 'tag'), column(2, 'Serial no', 'serial'), column(3, 'Bought', 'purchasedOn')],
  fields: [
    { code: 'tag', label: 'Asset tag', key: true },
    { code: 'serial', label: 'Serial', key: true },
    { code: 'purchasedOn', label: 'Purchased on', key: false },
  ],
  questions: [{ code: 'date-order', positions: [3], example: '3/4/2026' }],
};
const options = { dateOrder: 'month-first', personKind: 'student', matchBy: 'tag' } as const;

describe('the mapping of an import', () => {
  it('is sent with every column, the ones left out as null', () => {
    const choices = { ...choicesOf(run), 2: '' };
    expect(mappingBody(run, choices, options)).toEqual({
      version: 3,
      columns: [
        { position: 1, field: 'tag' },
        { position: 2, field: null },
        { position: 3, field: 'purchasedOn' },
      ],
      options: { dateOrder: 'month-first', matchBy: 'tag', pad: {} },
    });
  });

  it('names both columns that give one field', () => {
    expect(mappingProblems(run, { 1: 'tag', 2: 'tag', 3: '' }, options)).toEqual([
      { field: 'column-2', message: '“Serial no” and “Tag” both give Asset tag: leave one out' },
    ]);
  });

  it('needs the key by which a line finds its record', () => {
    const [problem] = mappingProblems(run, { 1: '', 2: 'serial', 3: '' }, options);
    expect(problem.message).toContain('Asset tag');
    expect(mappingProblems(run, { 1: '', 2: 'serial', 3: '' }, { ...options, matchBy: 'serial' })).toEqual([]);
  });

  it('asks about dates only while their column is read', () => {
    expect(asksForDates(run, choicesOf(run))).toBe(true);
    expect(mappingProblems(run, choicesOf(run), { ...options, dateOrder: null })).toHaveLength(1);
    expect(mappingProblems(run, { ...choicesOf(run), 3: '' }, { ...options, dateOrder: null })).toEqual([]);
  });

  it('offers to pad a column for the field that it is chosen for, and sends what was taken of it', () => {
    const examples = [{ from: '77', to: '000077' }];
    const offer: Dto<'PadOfferDto'> = { field: 'tag', digits: 6, by: 'rules', lines: 1, examples };
    const lost = { ...run, columns: [run.columns[0], { ...run.columns[1], padOffers: [offer] }, run.columns[2]] };
    const taken = { ...options, pad: { tag: 6, holder: 9 } };
    expect(padOffersOf(lost, choicesOf(lost))).toEqual([]);
    expect(mappingBody(lost, choicesOf(lost), taken).options?.pad).toEqual({});
    const chosen = { 1: '', 2: 'tag', 3: '' };
    expect(padOffersOf(lost, chosen)).toEqual([{ ...offer, header: 'Serial no' }]);
    expect(mappingBody(lost, chosen, taken).options?.pad).toEqual({ tag: 6 });
    expect(mappingBody(lost, chosen, options).options?.pad).toEqual({});
  });
});
