import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Dto } from '../../lib/api.js';
import type { ExportKey } from '../../lib/export-keys.js';

type Summary = Dto<'SiteSummaryDto'>;

/** Every site of the account in one request. */
export const summariesQuery = queryOptions({
  queryKey: ['site-summaries'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/site-summaries', { signal })),
  staleTime: 60_000,
});

const PRESENT = [
  'ordered', 'received', 'in-stock', 'deployed', 'in-repair', 'in-transit', 'missing', 'stolen', 'lost', 'retired',
  'in-ewaste-lot',
]; // prettier-ignore

/** In the fleet: what a school works with. */
export const IN_USE = ['received', 'in-stock', 'deployed', 'in-repair', 'in-transit'];

/** A tagged charger is no device to count. */
export const DEVICES = { accessory: 'false' };

/** A column of numbers: how a site's is found, and the list behind it. */
export interface Measure {
  key: ExportKey<'site-summaries'>;
  label: string;
  /** States of the devices that it counts; without them it comes from `of`. */
  states?: string[];
  of: (summary: Summary) => number;
  /** Something is wrong where it is not zero. */
  alert?: boolean;
  /** Further filters of the list of devices. */
  also?: Record<string, string>;
  list: 'devices' | 'loans' | 'students-with' | 'students-without';
}

const devices = (key: Measure['key'], label: string, states: string[], alert = false): Measure => ({
  ...{ key, label, states, alert, list: 'devices', also: DEVICES },
  of: ({ states: counts }) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0),
});

export const MEASURES: Measure[] = [
  devices('present', 'Devices', PRESENT),
  devices('out', 'Out', ['deployed']),
  devices('stock', 'In stock', ['in-stock']),
  devices('repair', 'In repair', ['in-repair']),
  {
    ...{ key: 'overdue', label: 'Overdue', alert: true, list: 'loans' },
    /** For an account that may not see whose loans they are. */
    also: { overdue: 'true' },
    of: ({ overdue }) => overdue,
  },
  devices('missing', 'Missing', ['missing', 'lost', 'stolen'], true),
  {
    ...{
      key: 'support',
      label: 'Past support',
      list: 'devices',
      states: IN_USE,
      also: { support: 'past', ...DEVICES },
    },
    of: ({ pastSupport }) => pastSupport,
  },
  { key: 'with', label: 'Students with a device', of: (site) => site.studentsWithDevice, list: 'students-with' },
  { key: 'without', label: 'Without', of: (site) => site.studentsWithoutDevice, list: 'students-without' },
];

/** A school in a chart: a share of 0–1 or a number, and the list behind it. */
export interface SchoolBar {
  code: string;
  name: string;
  value: number;
  /** Grades that the number is about; none: all of them. */
  grades: string[];
}

/** Of each school that sends devices home: how many students of these grades have one; the furthest behind first. */
export const coverage = (sites: readonly Summary[]): SchoolBar[] =>
  sites
    .filter(({ takeHome: { students } }) => students > 0)
    .map(({ site: { code, name }, takeHome: { grades, students, withDevice } }) => ({
      ...{ code, name, grades },
      value: withDevice / students,
    }))
    .sort((a, b) => a.value - b.value || a.name.localeCompare(b.name));

/** Devices past support, the most first; schools without any stay out. */
export const pastSupportBySchool = (sites: readonly Summary[]): SchoolBar[] =>
  sites
    .map(({ site, pastSupport }) => ({ code: site.code, name: site.name, value: pastSupport, grades: [] }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value || a.name.localeCompare(b.name));

export interface SiteSort {
  /** A measure's key, or `name`. */
  key: string;
  down: boolean;
}

const byName = (a: Summary, b: Summary): number => a.site.name.localeCompare(b.site.name);

/** Equal numbers keep the order of their names. */
export function sortedSites(sites: readonly Summary[], { key, down }: SiteSort): Summary[] {
  const measure = MEASURES.find((candidate) => candidate.key === key);
  const sign = down ? -1 : 1;
  if (!measure) return [...sites].sort((a, b) => sign * byName(a, b));
  return [...sites].sort((a, b) => sign * (measure.of(a) - measure.of(b)) || byName(a, b));
}

/** The states of all sites together. */
export function districtStates(sites: readonly Summary[]): { key: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const { states } of sites)
    for (const [state, count] of Object.entries(states)) sums.set(state, (sums.get(state) ?? 0) + count);
  return [...sums].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count);
}
