import type { OutcomeClass, ScanMode } from '@app/scan-engine';
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCloudOff,
  IconHandStop,
  IconLoader2,
  IconAlertOctagonFilled,
  IconRefresh,
  IconUserCircle,
  type Icon,
} from '@tabler/icons-react';
import type { Row } from './rows.js';

export const OUTCOME_ICONS: Record<OutcomeClass | 'CHECKING', Icon> = {
  OK: IconCircleCheckFilled,
  CONTEXT: IconUserCircle,
  CHECK: IconAlertTriangleFilled,
  STOP: IconAlertOctagonFilled,
  AGAIN: IconRefresh,
  SAVED: IconCloudOff,
  ALARM: IconHandStop,
  CHECKING: IconLoader2,
};

const DONE: Record<ScanMode, string> = { out: 'Out', in: 'In', look: 'Look' };

/** The outcome in one word, for a line of the list. */
export function outcomeWord(row: Row, outcome: OutcomeClass | 'CHECKING'): string {
  if (row.sync === 'cancelled') return 'Not sent';
  switch (outcome) {
    case 'OK':
    case 'CHECK':
      return DONE[row.mode];
    case 'CONTEXT':
      return row.mode === 'look' ? 'Look' : 'Now';
    case 'STOP':
      return 'Stop';
    case 'ALARM':
      return 'Keep';
    case 'AGAIN':
      return 'Again';
    case 'SAVED':
      return 'Saved';
    case 'CHECKING':
      return '…';
  }
}
