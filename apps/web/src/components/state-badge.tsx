import type { DeviceState } from '@app/kernel';
import type { LoanType } from '@app/scan-engine';
import {
  IconBan,
  IconBox,
  IconCheck,
  IconClock,
  IconHandStop,
  IconMinus,
  IconPackage,
  IconTool,
  IconTruck,
  IconUser,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './state-badge.module.css';

export type Tone = 'green' | 'blue' | 'teal' | 'amber' | 'orange' | 'red' | 'purple' | 'grey';

const STATES: Record<DeviceState, { label: string; tone: Tone; icon: Icon }> = {
  ordered: { label: 'Ordered', tone: 'grey', icon: IconPackage },
  received: { label: 'Received', tone: 'grey', icon: IconPackage },
  'in-stock': { label: 'In stock', tone: 'green', icon: IconCheck },
  deployed: { label: 'Assigned', tone: 'blue', icon: IconUser },
  'in-repair': { label: 'In repair', tone: 'amber', icon: IconTool },
  'in-transit': { label: 'In transit', tone: 'orange', icon: IconTruck },
  missing: { label: 'Missing', tone: 'red', icon: IconX },
  stolen: { label: 'Stolen', tone: 'red', icon: IconHandStop },
  lost: { label: 'Lost', tone: 'red', icon: IconX },
  retired: { label: 'Retired', tone: 'grey', icon: IconMinus },
  'in-ewaste-lot': { label: 'In eWaste lot', tone: 'purple', icon: IconBox },
  disposed: { label: 'Disposed', tone: 'grey', icon: IconMinus },
  void: { label: 'Void', tone: 'grey', icon: IconBan },
};

/** Icon, word and tint: never colour alone. */
export function Badge({ tone, icon: Glyph, children }: { tone: Tone; icon?: Icon; children: ReactNode }): ReactNode {
  return (
    <span className={styles.badge} data-tone={tone}>
      {Glyph && <Glyph size={14} stroke={2.2} aria-hidden />}
      {children}
    </span>
  );
}

interface StateBadgeProps {
  state: DeviceState;
  loanType?: LoanType | null;
  /** In another language. */
  words?: string;
}

/** A device's state; a deployed one is *Loaned* when its loan has a due date soon, else *Assigned*. */
export function StateBadge({ state, loanType, words }: StateBadgeProps): ReactNode {
  const loaned = state === 'deployed' && loanType && loanType !== 'one-to-one';
  const { label, tone, icon } = loaned ? { label: 'Loaned', tone: 'teal' as const, icon: IconClock } : STATES[state];
  return (
    <Badge tone={tone} icon={icon}>
      {words ?? label}
    </Badge>
  );
}

export const stateLabel = (state: DeviceState): string => STATES[state].label;
