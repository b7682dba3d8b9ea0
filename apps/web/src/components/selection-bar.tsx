import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  label: string;
  /** How many. */
  words: string;
  /** The offer of more than was chosen. */
  offer?: ReactNode;
  /** Above the line. */
  form?: ReactNode;
  onClear: () => void;
  /** What can be done with them. */
  children: ReactNode;
}

/** At the bottom of the window while rows are chosen; its parent is a grid. */
export const SelectionBar = ({ label, words, offer, form, onClear, children }: SelectionBarProps): ReactNode => (
  <section className={styles.bar} aria-label={label}>
    {form}
    <div className={styles.line}>
      <strong role="status">{words}</strong>
      {offer}
      <span className={styles.actions}>{children}</span>
      <CloseButton aria-label="Clear the selection" onClick={onClear} />
    </div>
  </section>
);
