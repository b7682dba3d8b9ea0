import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { BASES, ORIGINS, type Disclosure } from '../../lib/privacy-words.js';
import { dayText } from '../../lib/time.js';
import { disclosuresQueryOf } from './record-queries.js';
import styles from './people.module.css';

/** 34 CFR 99.32: who was told what, and why. */
export function Disclosures({ personId }: { personId: string }): ReactNode {
  const { data, error, refetch } = useQuery(disclosuresQueryOf(personId));
  return (
    <section className={styles.entries} aria-labelledby="disclosures">
      <h3 id="disclosures">Disclosures</h3>
      {error ? (
        <ErrorState error={error} what="The disclosures" onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows />
      ) : data.items.length === 0 ? (
        <p className={styles.muted}>Nobody outside the district was told.</p>
      ) : (
        <ul>
          {data.items.map((each) => (
            <Entry key={each.id} disclosure={each} />
          ))}
        </ul>
      )}
    </section>
  );
}

const Entry = ({ disclosure }: { disclosure: Disclosure }): ReactNode => {
  const { recipient, disclosedOn, described, purpose, basis, origin, people, recordedBy } = disclosure;
  const others = people > 1 ? `, with ${(people - 1).toLocaleString('en-US')} others` : '';
  return (
    <li>
      <p>
        <strong>{recipient}</strong> · {dayText(disclosedOn)}
      </p>
      <p>
        {described}
        {others}. {purpose}
      </p>
      <p className={styles.muted}>
        {BASES[basis]} · {ORIGINS[origin]}
        {recordedBy && ` by ${recordedBy}`}
      </p>
    </li>
  );
};
