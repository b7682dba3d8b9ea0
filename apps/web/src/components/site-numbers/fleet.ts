import type { Dto } from '../../lib/api.js';

type Count = Dto<'LabelledCountDto'>;

/** A segment of the bar: at most five groups, so that neighbours stay apart for every kind of colour vision. */
export interface FleetPart {
  key: string;
  label: string;
  count: number;
  /** Of the whole, 0–1. */
  share: number;
  filter: Record<string, string>;
}

const GROUPS: { key: string; label: string; states: string[] }[] = [
  { key: 'out', label: 'With people and rooms', states: ['deployed'] },
  { key: 'stock', label: 'In stock', states: ['in-stock', 'received', 'ordered'] },
  { key: 'repair', label: 'In repair or on the way', states: ['in-repair', 'in-transit'] },
  { key: 'missing', label: 'Missing, lost or stolen', states: ['missing', 'lost', 'stolen'] },
  { key: 'leaving', label: 'Retired or leaving', states: ['retired', 'in-ewaste-lot'] },
];

/** Devices by state in five groups, in a fixed order; empty groups stay out. `where`: what else the lists filter by. */
export function fleetParts(
  states: readonly Pick<Count, 'key' | 'count'>[],
  where: Record<string, string>,
): FleetPart[] {
  const total = states.reduce((sum, { count }) => sum + count, 0);
  return GROUPS.map(({ key, label, states: of }) => {
    const present = states.filter(({ key: state }) => of.includes(state));
    const count = present.reduce((sum, each) => sum + each.count, 0);
    const filter = { ...where, state: present.map(({ key: state }) => state).join(',') };
    return { key, label, count, share: total === 0 ? 0 : count / total, filter };
  }).filter(({ count }) => count > 0);
}

export const percent = (share: number): string =>
  share > 0 && share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`;

/** The title of the chart answers its question. */
export function fleetSentence(parts: readonly FleetPart[]): string {
  const out = parts.find(({ key }) => key === 'out');
  const missing = parts.find(({ key }) => key === 'missing');
  const first = out ? `${percent(out.share)} of the devices are with people and rooms` : 'No device is with anybody';
  return missing
    ? `${first}, ${missing.count.toLocaleString('en-US')} are missing, lost or stolen`
    : `${first}, none is missing`;
}

/** "Most were bought in FY 2023-24 (193 of 576)". */
export function purchaseSentence(years: readonly Count[]): string {
  const total = years.reduce((sum, { count }) => sum + count, 0);
  const most = [...years].sort((a, b) => b.count - a.count).at(0);
  if (!most || total === 0) return 'No purchase is on record';
  const when = most.key === 'unknown' ? 'without a day on record' : `in ${most.label}`;
  return `Most were bought ${when}: ${most.count.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`;
}
