import { IconCheck, IconHandStop, IconMinus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MissingCase } from '../lib/missing-words.js';
import { Badge } from './state-badge.js';

/** Missing, stolen, recovered or written off: icon, word and tint. */
export function CaseBadge({ kind, state }: Pick<MissingCase, 'kind' | 'state'>): ReactNode {
  if (state === 'recovered')
    return (
      <Badge tone="green" icon={IconCheck}>
        Recovered
      </Badge>
    );
  if (state === 'written-off')
    return (
      <Badge tone="grey" icon={IconMinus}>
        Written off
      </Badge>
    );
  return (
    <Badge tone="red" icon={kind === 'stolen' ? IconHandStop : IconX}>
      {kind === 'stolen' ? 'Stolen' : 'Missing'}
    </Badge>
  );
}
