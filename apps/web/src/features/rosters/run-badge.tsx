import { ROSTER_STATE_WORDS } from '@app/kernel';
import type { ReactNode } from 'react';
import { Badge } from '../../components/state-badge.js';
import { wordsIn } from '../../lib/language.js';
import { TONES, type Run } from './run-words.js';

export const RunBadge = ({ state }: { state: Run['state'] }): ReactNode => (
  <Badge tone={TONES[state]}>{wordsIn(ROSTER_STATE_WORDS[state])}</Badge>
);
