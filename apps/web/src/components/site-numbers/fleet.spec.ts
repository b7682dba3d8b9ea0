import { fleetParts, fleetSentence, percent, purchaseSentence } from './fleet.js';

const count = (key: string, value: number, label = key) => ({ key, label, count: value, filter: {} });

describe('the state of the fleet', () => {
  const parts = fleetParts([count('deployed', 60), count('in-stock', 30), count('missing', 8), count('stolen', 2)], {
    site: 'LHS',
  });

  it('groups states, in a fixed order, and leaves empty groups out', () => {
    expect(parts.map(({ key, count: number }) => [key, number])).toEqual([
      ['out', 60],
      ['stock', 30],
      ['missing', 10],
    ]);
  });

  it('links each part to exactly the devices that it counts', () => {
    expect(parts[2].filter).toEqual({ site: 'LHS', state: 'missing,stolen' });
  });

  it('answers the question in the title', () => {
    expect(fleetSentence(parts)).toBe('60 % of the devices are with people and rooms, 10 are missing, lost or stolen');
    expect(fleetSentence([])).toBe('No device is with anybody, none is missing');
  });

  it('never rounds a few down to none', () => {
    expect([percent(0.004), percent(0), percent(0.126)]).toEqual(['< 1 %', '0 %', '13 %']);
  });
});

describe('purchase years', () => {
  it('names the year with most devices', () => {
    expect(purchaseSentence([count('2023', 40, 'FY 2022-23'), count('2024', 1200, 'FY 2023-24')])).toBe(
      'Most were bought in FY 2023-24: 1,200 of 1,240',
    );
    expect(purchaseSentence([])).toBe('No purchase is on record');
  });
});
