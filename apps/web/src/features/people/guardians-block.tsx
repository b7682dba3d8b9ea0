import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Block } from '../../components/page.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { can, useSession } from '../../lib/session.js';
import type { PersonDetail } from '../../lib/person-words.js';
import { guardiansQueryOf } from './person-queries.js';
import styles from './people.module.css';

/** Contacts stay covered until they are asked for: the desk's screen is seen by others, and each look is logged. */
export function GuardiansBlock({ person: { id, sites, guardianCount } }: { person: PersonDetail }): ReactNode {
  const [shown, setShown] = useState(false);
  const session = useSession();
  const mayShow = sites.some((site) => can(session, 'person:contacts', site.id));
  const onFile = guardianCount === 1 ? 'One contact is on file.' : `${guardianCount} contacts are on file.`;
  return (
    <Block
      title="Guardians"
      actions={
        guardianCount > 0 &&
        mayShow && (
          <Button variant="default" size="compact-sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide' : 'Show'}
          </Button>
        )
      }
    >
      {guardianCount === 0 && <p className={styles.muted}>None on file.</p>}
      {guardianCount > 0 && !shown && (
        <p className={styles.muted}>
          {onFile} {mayShow ? 'Showing them is written to the access log.' : 'The school’s office can see them.'}
        </p>
      )}
      {shown && <Contacts personId={id} />}
    </Block>
  );
}

function Contacts({ personId }: { personId: string }): ReactNode {
  const { data, error, refetch } = useQuery(guardiansQueryOf(personId));
  if (error) return <ErrorState error={error} what="The contacts" onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={2} />;
  return (
    <ul className={styles.guardians}>
      {data.guardians.map(({ id, name, relation, phone, email }) => (
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
  );
}
