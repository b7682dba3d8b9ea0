import { coverage, districtStates, MEASURES, sortedSites } from './summaries.js';

const site = (name: string, states: Record<string, number>, rest: object = {}) => ({
  ...{
    site: { id: name, code: name, name },
    states,
    overdue: 0,
    pastSupport: 0,
    studentsWithDevice: 0,
    studentsWithoutDevice: 0,
    takeHome: { grades: [] as string[], students: 0, withDevice: 0 },
  },
  ...rest,
});
const sites = [
  site('Cypress', { deployed: 5 }, { overdue: 2 }),
  site('Foxtail', { deployed: 1, missing: 2, lost: 1 }),
  site('Alder', { missing: 3, disposed: 40 }),
];
const names = (sorted: typeof sites): string[] => sorted.map(({ site: { name } }) => name);
const valueOf = (key: string, index: number) => MEASURES.find((measure) => measure.key === key)?.of(sites[index]);

describe('the table of all sites', () => {
  it('sorts by a number, equal ones by name, and by name', () => {
    expect(names(sortedSites(sites, { key: 'missing', down: true }))).toEqual(['Alder', 'Foxtail', 'Cypress']);
    expect(names(sortedSites(sites, { key: 'missing', down: false }))).toEqual(['Cypress', 'Alder', 'Foxtail']);
    expect(names(sortedSites(sites, { key: 'name', down: true }))).toEqual(['Foxtail', 'Cypress', 'Alder']);
  });

  it('adds up the states of a number, and leaves out what left the district', () => {
    expect([valueOf('missing', 1), valueOf('present', 1), valueOf('overdue', 0)]).toEqual([3, 4, 2]);
    expect([valueOf('missing', 2), valueOf('present', 2), valueOf('out', 2)]).toEqual([3, 3, 0]);
  });
});

it('compares the 1:1 of schools that send devices home, the furthest behind first', () => {
  const takeHome = (students: number, withDevice: number) => ({ takeHome: { grades: ['9'], students, withDevice } });
  const schools = [
    site('Full', {}, takeHome(100, 100)),
    site('Carts', {}, { studentsWithoutDevice: 400 }),
    site('Behind', {}, takeHome(200, 150)),
  ];
  expect(coverage(schools)).toEqual([
    { code: 'Behind', name: 'Behind', value: 0.75, grades: ['9'] },
    { code: 'Full', name: 'Full', value: 1, grades: ['9'] },
  ]);
});

it('adds up the sites to the district', () => {
  expect(districtStates(sites)).toEqual([
    { key: 'disposed', count: 40 },
    { key: 'deployed', count: 6 },
    { key: 'missing', count: 5 },
    { key: 'lost', count: 1 },
  ]);
});
