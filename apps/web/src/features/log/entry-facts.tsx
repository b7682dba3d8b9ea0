import { factName, factValue, logFacts, type Difference } from '@app/kernel';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './log.module.css';
import type { Entry } from './log-words.js';

interface EntryFactsProps {
  entry: Entry;
  codeOf: (siteId: string) => string | undefined;
}

const FactLine = ({ fact: { field, from, to } }: { fact: Difference }): ReactNode => (
  <>
    {field}: {from !== null && <>{from} → </>}
    <strong>{to ?? 'nothing'}</strong>
  </>
);

/** The first fact; the others, what supports them and the scan open on request. */
export function EntryFacts({ entry, codeOf }: EntryFactsProps): ReactNode {
  const facts = logFacts(entry, codeOf);
  const evidence = Object.entries(entry.evidence ?? {});
  const more = facts.length > 1 || evidence.length > 0 || entry.scanId !== null;
  const first = facts.at(0);
  const summary = first ? <FactLine fact={first} /> : <span className={styles.muted}>No fact changed</span>;
  if (!more) return summary;
  return (
    <details className={styles.facts}>
      <summary>
        {summary}
        {facts.length > 1 && <span className={styles.muted}> and {facts.length - 1} more</span>}
      </summary>
      <ul>
        {facts.slice(1).map((fact) => (
          <li key={fact.field}>
            <FactLine fact={fact} />
          </li>
        ))}
        {evidence.map(([name, value]) => (
          <li key={name} className={styles.muted}>
            {factName(name)}: {factValue(value, codeOf)}
          </li>
        ))}
        {entry.scanId && (
          <li className={styles.muted}>
            Scan <code>{entry.scanId}</code>
          </li>
        )}
        {entry.subjectId && (
          <li>
            <Link to="/log" search={{ record: entry.subjectId } as never} className={styles.link}>
              All about this record
            </Link>
          </li>
        )}
      </ul>
    </details>
  );
}
