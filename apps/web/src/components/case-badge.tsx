import { caseLabel, caseStanding, type CaseStanding } from '@app/kernel';
import { IconCheck, IconHandStop, IconMinus, IconX, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MissingCase } from '../lib/missing-words.js';
import { Badge, type Tone } from './state-badge.js';

const LOOKS: Record<CaseStanding, { tone: Tone; icon: Icon }> = {
  missing: { tone: 'red', icon: IconX },
  stolen: { tone: 'red', icon: IconHandStop },
  recovered: { tone: 'green', icon: IconCheck },
  'written-off': { tone: 'grey', icon: IconMinus },
};

/** Missing, stolen, recovered or written off: icon, word and tint. */
export function CaseBadge(row: Pick<MissingCase, 'kind' | 'state'>): ReactNode {
  const standing = caseStanding(row);
  return <Badge {...LOOKS[standing]}>{caseLabel(standing)}</Badge>;
}
