import { textTools } from '@app/platform';
import { plainContent } from '../contents/content.js';
import { CATALOGUE } from '../stock/catalogue.js';
import { inspect } from './inspection.js';
import type { RunRecord } from './run.js';

const PROGRAM = 'LCAP supplemental · 0001';
const OWNER = 'Property of Mount Alder Unified School District';
const options = { property: true, district: false, site: true, program: true, link: true, correction: 'M', text: null };

const runOn = (id: string): RunRecord =>
  ({
    ...{
      kind: 'device',
      stock: CATALOGUE.find((stock) => stock.id === id)!,
      options,
      dpi: null,
      startAt: 1,
      copies: 1,
    },
    arrangement: 'code128+qr',
  }) as unknown as RunRecord;

const paid = (owner: string) =>
  plainContent({
    ...{ code: 'MA-000002', link: 'https://cubby.mountalder.k12.ca.us/d/MA-000002' },
    ...{ lines: [PROGRAM, owner, 'Cypress Point High'], lawful: [PROGRAM, owner], lawfulFirst: 2 },
    ...{ firstIsLowest: true, program: true },
  });

describe('what a plan says of the line of 5 CCR 3946', () => {
  it('is nothing where program and owner are whole: the owner has two rows', async () => {
    const { programMissing, cut } = await inspect(runOn('zebra-2x1'), [paid(OWNER)], await textTools());
    expect(programMissing.items).toEqual([]);
    expect(cut.items).toEqual([]);
  });

  it('names the owner, not the line that stands there, where the owner is cut', async () => {
    const owner = `Property of ${'Mountalderunified'.repeat(6)}`;
    const { programMissing, cut } = await inspect(runOn('zebra-2x1'), [paid(owner)], await textTools());
    expect(programMissing.items.map(({ text }) => text)).toEqual(['no-owner']);
    expect(cut.items.map(({ text }) => text)).toEqual([owner]);
  });

  it('is that the line has no room where it is left out', async () => {
    const program = 'Supplemental'.repeat(20);
    const content = { ...paid(OWNER), lines: [program, OWNER], lawful: [program, OWNER] };
    const { programMissing } = await inspect(runOn('zebra-2x1'), [content], await textTools());
    expect(programMissing.items.map(({ text }) => text)).toEqual(['no-room']);
  });
});
