import type { ReactNode } from 'react';
import { count, type Counts } from './import-words.js';
import notes from '../../components/notes.module.css';
import styles from './imports.module.css';

const SHOWN = 5;

/** Devices get these tags all the same: somebody looks that no second label is about. */
export function VoidedTags({ found }: { found: Counts['voidedTags'] }): ReactNode {
  if (!found) return null;
  const more = found.count - Math.min(found.items.length, SHOWN);
  return (
    <div className={`${styles.fact} ${notes.warning}`}>
      {found.count === 1
        ? 'The labels with one of these tags were voided: look that no second one is about.'
        : `The labels with ${count(found.count)} of these tags were voided: look that no second ones are about.`}
      <ul className={styles.voided}>
        {found.items.slice(0, SHOWN).map(({ line, tag, reason }) => (
          <li key={line}>
            Line {count(line)}: <span className="mono">{tag}</span>, “{reason}”
          </li>
        ))}
        {more > 0 && <li>and {count(more)} more</li>}
      </ul>
    </div>
  );
}
