import { homerooms, stretchesOf } from '../class-lists/homerooms.rules.js';
import type { Stretch } from '../class-lists/homerooms.rules.js';
import type { RunContent } from '../contents/content.js';
import { CLASS_LIST } from '../stock/plain-paper.js';
import type { RunRecord } from './run.js';

type Shaped = Pick<RunRecord, 'kind' | 'stock' | 'options' | 'copies' | 'startAt'>;

/** Whether pages end where homerooms do: what stands on the labels says how many there are. */
export const isByHomeroom = ({ kind, stock, options }: Omit<Shaped, 'copies' | 'startAt'>): boolean =>
  stock.id === CLASS_LIST || (kind === 'person' && options.newSheet === true);

export const stretchesOfRun = (
  { copies, startAt }: Shaped,
  contents: readonly Pick<RunContent, 'group'>[],
): Stretch[] =>
  stretchesOf(
    homerooms(contents).map(({ people }) => people.length),
    copies,
    startAt - 1,
  );
