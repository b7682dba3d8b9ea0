import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconMinus, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../components/state-badge.js';
import { RelativeTime } from '../../components/time.js';
import { NOT_NEEDED, STANDINGS, STEPS, type MissingStep } from '../../lib/missing-words.js';
import { useSession } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import styles from './missing.module.css';

const LOOKS: Record<MissingStep['standing'], { tone: Tone; icon: Icon }> = {
  done: { tone: 'green', icon: IconCheck },
  'not-needed': { tone: 'grey', icon: IconMinus },
  overdue: { tone: 'red', icon: IconAlertTriangle },
  'due-today': { tone: 'amber', icon: IconClock },
  ahead: { tone: 'blue', icon: IconClock },
  stopped: { tone: 'grey', icon: IconMinus },
};

interface ClockProps {
  steps: readonly MissingStep[];
  /** The button's words for a step that this account may do now; `null` when it may not. */
  actionOf: (step: MissingStep) => string | null;
  onDo: (step: MissingStep) => void;
  /** Whether a step that is done may be taken back. */
  mayTakeBack: (step: MissingStep) => boolean;
  onTakeBack: (step: MissingStep) => void;
}

/** The steps of the case in a line: what was done when and by whom, what is due. */
export const Clock = ({ steps, actionOf, onDo, mayTakeBack, onTakeBack }: ClockProps): ReactNode => (
  <ol className={styles.clock} aria-label="Steps of this case">
    {steps.map((step) => (
      <Stop key={step.step} step={step}>
        <StopButton words={actionOf(step)} onClick={() => onDo(step)} />
        <StopButton words={mayTakeBack(step) ? 'Take back' : null} onClick={() => onTakeBack(step)} />
      </Stop>
    ))}
  </ol>
);

const StopButton = ({ words, onClick }: { words: string | null; onClick: () => void }): ReactNode =>
  words && (
    <Button size="compact-sm" variant="default" onClick={onClick}>
      {words}
    </Button>
  );

function Stop({ step, children }: { step: MissingStep; children: ReactNode }): ReactNode {
  const { timeZone } = useSession().district;
  const { tone, icon } = LOOKS[step.standing];
  return (
    <li className={styles.stop} data-standing={step.standing}>
      <span className={styles.day}>
        Day {step.afterDays}
        {step.counted === 'school' && ' of school'}
      </span>
      <strong>{STEPS[step.step]}</strong>
      <span>
        <Badge tone={tone} icon={icon}>
          {STANDINGS[step.standing]}
        </Badge>
      </span>
      <span className={styles.muted}>{saying(step)}</span>
      {step.note && <span className={styles.note}>{step.note}</span>}
      {step.takenBack.map(({ takenBackAt, takenBackBy, ...tick }) => (
        <span key={takenBackAt} className={styles.muted}>
          <s>{[saying({ ...step, ...tick }), tick.note].filter(Boolean).join(': ')}</s> taken back by{' '}
          {takenBackBy ?? 'somebody'} <RelativeTime at={takenBackAt} timeZone={timeZone} />
        </span>
      ))}
      {children}
    </li>
  );
}

function saying({ doneOn, doneBy, notNeededAs, dueOn, standing }: MissingStep): string {
  if (doneOn) return doneBy ? `${dayText(doneOn)} by ${doneBy}` : dayText(doneOn);
  if (notNeededAs) return NOT_NEEDED[notNeededAs];
  return standing === 'overdue' ? `was due ${dayText(dueOn)}` : `due ${dayText(dueOn)}`;
}
