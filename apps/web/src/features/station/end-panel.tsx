import type { ReactNode } from 'react';
import styles from './quick-add-panel.module.css';
import type { Counts } from './counts.js';
import type { Station } from './station.js';
import { say } from './words.js';

/** Asked beside the result, never over it: a scan instead of an answer goes on with the session. */
export function EndPanel({ counts, station }: { counts: Counts; station: Station }): ReactNode {
  return (
    <form
      id="station-end"
      className={styles.panel}
      aria-label={say('end.title')}
      data-closes-on-escape
      onSubmit={(event) => {
        event.preventDefault();
        station.end();
      }}
    >
      <h2>{say('end.title')}</h2>
      <p className={styles.note}>
        {say('word.in')} {counts.in} · {say('word.out')} {counts.out} · {say('attention')} {counts.attention}
      </p>
      <div className={styles.buttons}>
        <button type="submit" data-main="">
          {say('end')} <kbd>/done</kbd>
        </button>
        <button type="button" onClick={() => station.escape()}>
          {say('end.go-on')} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}
