import { useState, type ReactNode } from 'react';
import { wordsIn } from '../../lib/language.js';
import { count } from './roster-words.js';
import styles from './rosters.module.css';
import { RowTable } from './row-table.js';
import { runSay, TILES, type Counts, type Run } from './run-words.js';

/** Whom one should look at first: who leaves, what was refused, what changes. */
const FIRST = ['asked', 'withdrawn', 'refused', 'moved', 'changed', 'new'];

interface RunReportProps {
  run: Run;
  counts: Counts;
}

/** Numbers of people; each opens the list behind it, row by row. */
export function RunReport({ run, counts }: RunReportProps): ReactNode {
  const filled = TILES.filter((tile) => tile.of(counts) > 0);
  const [open, setOpen] = useState(FIRST.find((id) => filled.some((tile) => tile.id === id)) ?? null);
  const shown = filled.find(({ id }) => id === open);
  return (
    <div className={styles.stack}>
      <div className={styles.tiles} role="group" aria-label={runSay('rowsOf')}>
        {TILES.map((tile) => {
          const n = tile.of(counts);
          return (
            <button
              key={tile.id}
              type="button"
              className={styles.tile}
              data-tile={n > 0 ? tile.id : undefined}
              aria-expanded={n > 0 ? open === tile.id : undefined}
              disabled={n === 0}
              onClick={() => setOpen(open === tile.id ? null : tile.id)}
            >
              <strong>{count(n)}</strong>
              <span>{wordsIn(tile.label)}</span>
            </button>
          );
        })}
      </div>
      {shown && (
        <section className={styles.stack} aria-label={wordsIn(shown.title)}>
          <h3 className={styles.heading}>{wordsIn(shown.title)}</h3>
          <RowTable key={shown.id} run={run} tile={shown} />
        </section>
      )}
    </div>
  );
}
