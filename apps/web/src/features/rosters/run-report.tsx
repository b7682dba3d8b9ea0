import { useState, type ReactNode } from 'react';
import { CountTiles, type CountTile } from '../../components/count-tiles.js';
import { wordsIn } from '../../lib/language.js';
import styles from './rosters.module.css';
import { RowTable } from './row-table.js';
import { count } from './roster-words.js';
import { runSay, TILES, type Counts, type Run } from './run-words.js';

/** Whom one should look at first: who leaves, what was refused, what changes. */
const FIRST = ['asked', 'withdrawn', 'refused', 'moved', 'changed', 'new'];

const TONES: Partial<Record<string, CountTile['tone']>> = { refused: 'red', withdrawn: 'red', asked: 'amber' };

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
      <CountTiles
        label={runSay('rowsOf')}
        tiles={TILES.map(({ id, label, of }) => ({ id, label: wordsIn(label), count: of(counts), tone: TONES[id] }))}
        open={open}
        onOpen={setOpen}
      />
      <LeftOut counts={counts} />
      {shown && (
        <section className={styles.stack} aria-label={wordsIn(shown.title)}>
          <h3 className={styles.heading}>{wordsIn(shown.title)}</h3>
          <RowTable key={shown.id} run={run} tile={shown} />
        </section>
      )}
    </div>
  );
}

function LeftOut({ counts: { leftOut } }: { counts: Counts }): ReactNode {
  if (!leftOut || leftOut.guardians + leftOut.notNow + leftOut.withoutRole === 0) return null;
  const { guardians, notNow, withoutRole } = leftOut;
  return (
    <p className={styles.help}>
      {runSay('left.out', { guardians: count(guardians), notNow: count(notNow), withoutRole: count(withoutRole) })}
    </p>
  );
}
