import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Block } from '../../components/page.js';
import type { Dto } from '../../lib/api.js';
import styles from './people.module.css';

/** Contacts stay covered until they are asked for: the desk's screen is seen by others. */
export function GuardiansBlock({ guardians }: { guardians: Dto<'GuardianDto'>[] }): ReactNode {
  const [shown, setShown] = useState(false);
  return (
    <Block
      title="Guardians"
      actions={
        guardians.length > 0 && (
          <Button variant="default" size="compact-sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide' : 'Show'}
          </Button>
        )
      }
    >
      {guardians.length === 0 && <p className={styles.muted}>None on file.</p>}
      {guardians.length > 0 && !shown && (
        <p className={styles.muted}>
          {guardians.length === 1 ? 'One contact is' : `${guardians.length} contacts are`} on file. That you opened this
          page is logged.
        </p>
      )}
      {shown && (
        <ul className={styles.guardians}>
          {guardians.map(({ id, name, relation, phone, email }) => (
            <li key={id}>
              <p>
                <strong>{name}</strong>
                {relation && ` · ${relation}`}
              </p>
              {phone && (
                <p>
                  <a href={`tel:${phone}`}>{phone}</a>
                </p>
              )}
              {email && (
                <p>
                  <a href={`mailto:${email}`}>{email}</a>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}
