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

/** How far a run is, of the devices that the preview said it would change; those it skips are named elsewhere. */
export function progressOf(run: Pick<BulkRun, 'state' | 'toChange' | 'waiting' | 'changed' | 'undone' | 'left'>): {
  done: number;
  total: number;
} {
  if (run.state === 'undoing') return { done: run.undone + sumOf(run.left), total: run.changed };
  return { done: run.toChange - run.waiting, total: run.toChange };
}

function progressWords(run: BulkRun): string {
  const { done, total } = progressOf(run);
  return `${run.state === 'undoing' ? 'Taking back' : 'Changing'}: ${count(done)} of ${devices(total)}`;
}

/** What became of a run, in one sentence. */
export function resultWords(run: BulkRun): string {
  const cannot = sumOf(run.refused);
  switch (run.state) {
    case 'planned':
      return previewWords(run);
    case 'running':
    case 'undoing':
      return progressWords(run);
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
