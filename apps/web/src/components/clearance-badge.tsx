import { clearanceLabel } from '@app/kernel';
import { IconCheck, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Clearance } from '../lib/clearance-words.js';
import { Badge } from './state-badge.js';

const TONES = { open: 'amber', cleared: 'green', excepted: 'blue', cancelled: 'grey' } as const;

type Shown = Pick<Clearance, 'state' | 'overdue' | 'owed' | 'owedDevices'>;

/** Clear, or what is still owed; late ones in red. */
export const ClearanceBadge = (shown: Shown): ReactNode => (
  <Badge tone={shown.overdue ? 'red' : TONES[shown.state]} icon={shown.state === 'open' ? IconClock : IconCheck}>
    {clearanceLabel(shown)}
  </Badge>
);

/** Plain, wherever somebody might reach for the phone. */
export const DoNotContact = (): ReactNode => <Badge tone="red">Do not contact</Badge>;
