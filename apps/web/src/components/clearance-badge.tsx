import { IconCheck, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CLEARANCE_STATES, owedText, type Clearance } from '../lib/clearance-words.js';
import { Badge } from './state-badge.js';

const TONES = { open: 'amber', cleared: 'green', excepted: 'blue', cancelled: 'grey' } as const;

type Shown = Pick<Clearance, 'state' | 'overdue' | 'owed' | 'owedDevices'>;

/** Clear, or what is still owed; late ones in red. */
export const ClearanceBadge = ({ state, overdue, ...owed }: Shown): ReactNode => (
  <Badge tone={overdue ? 'red' : TONES[state]} icon={state === 'open' ? IconClock : IconCheck}>
    {state === 'open' ? owedText(owed) : CLEARANCE_STATES[state]}
    {overdue && ', overdue'}
  </Badge>
);

/** Plain, wherever somebody might reach for the phone. */
export const DoNotContact = (): ReactNode => <Badge tone="red">Do not contact</Badge>;
