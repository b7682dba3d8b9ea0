import type { Difference } from '@app/kernel';
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import styles from '../admin.module.css';

const SHOWN = 4;

/** Old → new by field; a long list opens on request. */
export function Differences({ of }: { of: Difference[] }): ReactNode {
  const [all, setAll] = useState(false);
  if (of.length === 0) return <span className={styles.muted}>–</span>;
  return (
    <div className={styles.differences}>
      <ul>
        {(all ? of : of.slice(0, SHOWN)).map(({ field, from, to }) => (
          <li key={field}>
            {field}: {from !== null && <>{from} → </>}
            <strong>{to ?? 'nothing'}</strong>
          </li>
        ))}
      </ul>
      {of.length > SHOWN && (
        <Button variant="subtle" size="compact-xs" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `and ${of.length - SHOWN} more`}
        </Button>
      )}
    </div>
  );
}
