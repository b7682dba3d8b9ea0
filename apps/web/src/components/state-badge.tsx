import { type DeviceState, stateLabel } from '@app/kernel';
import {
  IconBan,
  IconBox,
  IconCheck,
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

const STATES: Record<DeviceState, { tone: Tone; icon: Icon }> = {
  ordered: { tone: 'grey', icon: IconPackage },
  received: { tone: 'grey', icon: IconPackage },
  'in-stock': { tone: 'green', icon: IconCheck },
  deployed: { tone: 'blue', icon: IconUser },
  'in-repair': { tone: 'amber', icon: IconTool },
  'in-transit': { tone: 'orange', icon: IconTruck },
  missing: { tone: 'red', icon: IconX },
  stolen: { tone: 'red', icon: IconHandStop },
  lost: { tone: 'red', icon: IconX },
  retired: { tone: 'grey', icon: IconMinus },
  'in-ewaste-lot': { tone: 'purple', icon: IconBox },
  disposed: { tone: 'grey', icon: IconMinus },
  void: { tone: 'grey', icon: IconBan },
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
  /** In another language. */
  words?: string;
}

export function StateBadge({ state, words }: StateBadgeProps): ReactNode {
  const { tone, icon } = STATES[state];
  return (
    <Badge tone={tone} icon={icon}>
      {words ?? stateLabel(state)}
    </Badge>
  );
}
