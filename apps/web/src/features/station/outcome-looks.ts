import type { OutcomeClass } from '@app/scan-engine';
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
import { say } from './words.js';

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

/** A CHECK may be about a person, a slip of paper or a device that stays where it is: then nothing went in or out. */
const hasMoved = ({ answer }: Row): boolean =>
  Boolean(answer?.undoable && answer.device) || Boolean(answer?.batch?.done);

/** The outcome in one word, for a line of the list. */
export function outcomeWord(row: Row, outcome: OutcomeClass | 'CHECKING'): string {
  if (row.sync === 'cancelled') return say('word.cancelled');
  switch (outcome) {
    case 'OK':
      return say(`word.${row.mode}`);
    case 'CHECK':
      return say(hasMoved(row) ? `word.${row.mode}` : 'word.check');
    case 'CONTEXT':
      return say(row.mode === 'look' ? 'word.look' : 'word.now');
    case 'STOP':
      return say('word.stop');
    case 'ALARM':
      return say('word.keep');
    case 'AGAIN':
      return say('word.again');
    case 'SAVED':
      return say('word.saved');
    case 'CHECKING':
      return '…';
  }
}
