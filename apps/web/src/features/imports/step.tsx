import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './step.module.css';

export type StepState = 'todo' | 'ready' | 'now' | 'done' | 'problem';

const WORDS: Record<StepState, string> = {
  todo: 'Not started',
  ready: 'Ready to run',
  now: 'In progress',
  done: 'Done',
  problem: 'Problem',
};

interface StepProps {
  number: number;
  title: string;
  state: StepState;
  children?: ReactNode;
}

/** A step of the task list: number or mark, name, state in words, and what belongs to it. */
export const Step = ({ number, title, state, children }: StepProps): ReactNode => (
  <li
    className={styles.step}
    data-state={state}
    aria-current={state === 'now' || state === 'ready' ? 'step' : undefined}
  >
    <span className={styles.mark} aria-hidden>
      {state === 'done' ? <IconCheck size={16} /> : state === 'problem' ? <IconAlertTriangle size={16} /> : number}
    </span>
    <div className={styles.stepBody}>
      <header className={styles.stepHeader}>
        <h2>{title}</h2>
        <span>{WORDS[state]}</span>
      </header>
      {children}
    </div>
  </li>
);
