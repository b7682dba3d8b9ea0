import type { BulkRun } from '../../lib/bulk-queries.js';

export const count = (value: number): string => value.toLocaleString('en-US');
const devices = (value: number): string => `${count(value)} ${value === 1 ? 'device' : 'devices'}`;

export const sumOf = (reasons: BulkRun['refused']): number => reasons.reduce((sum, each) => sum + each.count, 0);

/** "212 will change, 7 cannot". */
export function previewWords({ toChange, refused }: Pick<BulkRun, 'toChange' | 'refused'>): string {
  const cannot = sumOf(refused);
  if (toChange === 0) return cannot === 0 ? 'No device is chosen' : `None will change, ${count(cannot)} cannot`;
  return `${count(toChange)} will change${cannot > 0 ? `, ${count(cannot)} cannot` : ''}`;
}

/** "7 cannot: 5 with a person, 2 already so"; one reason alone goes without its number. */
export function reasonWords(reasons: BulkRun['refused']): string {
  if (reasons.length === 1) return reasons[0].words;
  return reasons.map(({ words, count: number }) => `${count(number)} ${words}`).join(', ');
}

/** What became of a run, in one sentence. */
export function resultWords(run: BulkRun): string {
  const cannot = sumOf(run.refused);
  switch (run.state) {
    case 'planned':
      return previewWords(run);
    case 'running':
      return `${count(run.changed)} of ${count(run.toChange)} changed`;
    case 'undoing':
      return `${count(run.undone + sumOf(run.left))} of ${count(run.changed)} taken back`;
    case 'undone':
      return `${devices(run.undone)} taken back${run.left.length > 0 ? `, ${count(sumOf(run.left))} left as they are` : ''}`;
    case 'cancelled':
      return `Cancelled: ${devices(run.changed)} changed, ${count(run.waiting)} not begun`;
    case 'failed':
      return `Stopped: the account may no longer do this. ${devices(run.changed)} changed`;
    case 'done':
      return `${devices(run.changed)} changed${cannot > 0 ? `, ${count(cannot)} could not` : ''}`;
  }
}
