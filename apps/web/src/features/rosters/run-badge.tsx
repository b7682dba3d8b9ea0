import type { ReactNode } from 'react';
import { Badge } from '../../components/state-badge.js';
import { wordsIn } from '../../lib/language.js';
import { STATES, type Run } from './run-words.js';

export const RunBadge = ({ state }: { state: Run['state'] }): ReactNode => (
  <Badge tone={STATES[state].tone}>{wordsIn(STATES[state].label)}</Badge>
);
