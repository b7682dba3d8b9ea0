import { Button } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { Refused } from './refused.js';
import styles from './step-progress.module.css';

interface StepProgressProps {
  /** "Reading the file: 120 of 4,000 lines". */
  label: string;
  done: number;
  total: number;
  /** What leaving and cancelling mean. */
  note: ReactNode;
  /** Of whoever asked to stop it. */
  error: unknown;
  /** Stops it; nothing where the account may not. */
  cancel?: { label: string; pending: boolean; onClick: () => void };
}

/** How far a long step is, and a way to stop it. The page may be left: the work goes on. */
export function StepProgress({ label, done, total, note, error, cancel }: StepProgressProps): ReactNode {
  const id = useId();
  return (
    <div className={styles.step}>
      <label htmlFor={id}>{label}</label>
      <progress id={id} max={Math.max(total, 1)} value={Math.min(done, total)} />
      <p className={styles.note}>{note}</p>
      <Refused error={error} />
      {cancel && (
        <Button variant="default" size="compact-sm" loading={cancel.pending} onClick={cancel.onClick}>
          {cancel.label}
        </Button>
      )}
    </div>
  );
}
