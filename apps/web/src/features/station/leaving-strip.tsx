import type { ReactNode } from 'react';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import styles from './batch-panel.module.css';
import { say } from './words.js';

/** What was collected would be lost: Done or Discard, in the page. */
export function LeavingStrip({ state, station }: { state: StationState; station: Station }): ReactNode {
  if (!state.leaving) return null;
  return (
    <p className={styles.leaving} role="alert" data-testid="batch-leaving">
      <strong>{say('batch.leaving', { n: state.batch.items.length })}</strong>
      <button type="button" onClick={() => station.command({ name: 'done' })}>
        {say('done')} <kbd>/done</kbd>
      </button>
      <button type="button" onClick={() => station.discard()}>
        {say('batch.discard')}
      </button>
    </p>
  );
}
