import { labelLines, programWords } from './device-lines.rules.js';
import type { FundingFact } from './device-lines.rules.js';

const money = (facts: Partial<FundingFact>): FundingFact => ({
  ...{ code: 'ESSER-III', name: 'ESSER III', kind: 'federal', awardNumber: '3213' },
  ...facts,
});
const all = {
  property: true,
  district: true,
  site: true,
  program: true,
  link: true,
  correction: 'M',
  text: null,
} as const;
const bare = { ...all, property: false, district: false, site: false };

describe('the line of 5 CCR 3946', () => {
  it('has project name and project number', () => {
    expect(programWords([money({})])).toEqual({ line: 'ESSER III · 3213', gap: false });
  });

  it('takes the resource code of the accounts for a number, and says when there is none', () => {
    expect(programWords([money({ awardNumber: null, code: '3010' })])).toEqual({
      line: 'ESSER III · 3010',
      gap: false,
    });
    expect(programWords([money({}), money({ kind: 'state', name: 'LCFF', code: 'LCFF', awardNumber: null })])).toEqual({
      line: 'ESSER III · 3213 · LCFF · LCFF',
      gap: true,
    });
  });

  it.each(['local', 'bond', 'donation', 'e-rate', 'ecf'])('is not for %s money', (kind) => {
    expect(programWords([money({ kind })])).toBeNull();
  });
});

describe('lines of a label', () => {
  const facts = {
    district: 'Lakeshore Unified',
    site: 'Lincoln High',
    program: { line: 'ESSER III · 3213', gap: false },
  };

  it('begin with what the law asks for', () => {
    expect(labelLines({ ...all, text: 'Library' }, { ...facts, own: 'Tag MA-1' })).toEqual({
      lines: ['ESSER III · 3213', 'Property of Lakeshore Unified', 'Tag MA-1', 'Lincoln High', 'Library'],
      lawful: ['ESSER III · 3213', 'Property of Lakeshore Unified'],
      lawfulFirst: 2,
    });
  });

  it.each([
    ['its owner', { ...bare, property: true }, ['ESSER III · 3213', 'Property of Lakeshore Unified']],
    ['the district', { ...bare, district: true }, ['ESSER III · 3213', 'Lakeshore Unified']],
    ['neither', bare, ['ESSER III · 3213 · Lakeshore Unified']],
  ])('say the district once where the label has %s', (_what, options, lines) => {
    expect(labelLines(options, facts)).toEqual({ lines, lawful: lines, lawfulFirst: lines.length });
  });

  it('keep the place of a program that paid for other devices, and of a tag that is not there', () => {
    expect(labelLines({ ...all, text: null }, { ...facts, program: null, own: '' })).toEqual({
      lines: ['', 'Property of Lakeshore Unified', '', 'Lincoln High'],
      lawful: [],
      lawfulFirst: 2,
    });
  });

  it('are none where nothing is wanted or known', () => {
    const nothing = { district: 'X', site: null, program: facts.program };
    expect(labelLines({ ...bare, site: true, program: false }, nothing)).toEqual({
      ...{ lines: [], lawful: [], lawfulFirst: 0 },
    });
  });
});
