import { Button } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CalmNote } from '../../components/calm-note.js';
import { Refused } from '../../components/refused.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import type { Account } from './account-queries.js';
import styles from './admin.module.css';

const identitiesQuery = (id: string) =>
  queryOptions({
    queryKey: ['account-identities', id],
    queryFn: async ({ signal }) =>
      (
        await ask<Dto<'AccountIdentitiesDto'>>(
          api.GET('/api/v1/accounts/{id}/identities', { params: { path: { id } }, signal }),
        )
      ).items,
  });

/** As whom providers know an account. An address that passed to somebody else is unlinked from the account of before. */
export function UserIdentities({ account: { id, displayName } }: { account: Account }): ReactNode {
  const client = useQueryClient();
  const { district } = useSession();
  const { data, error } = useQuery(identitiesQuery(id));
  const unlink = useMutation({
    mutationFn: (identityId: string) =>
      ask(api.DELETE('/api/v1/account-identities/{id}', { params: { path: { id: identityId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: identitiesQuery(id).queryKey }),
  });
  const refused = unlink.error ?? error;
  return (
    <div className={styles.form}>
      {data?.length === 0 && (
        <p className={styles.muted}>
          Not linked. The first sign-in with a provider and the e-mail address of this account links it.
        </p>
      )}
      {data?.map(({ id: identityId, provider, email, linkedAt, lastUsedAt }) => (
        <div key={identityId} className={styles.stack}>
          <p className={styles.plain}>
            {provider}, as {email}: linked <RelativeTime at={linkedAt} timeZone={district.timeZone} />, last used{' '}
            <RelativeTime at={lastUsedAt} timeZone={district.timeZone} />. Unlinking signs the account out everywhere.
          </p>
          <div className={styles.buttons}>
            <Button
              variant="default"
              aria-label={`Unlink ${provider} from ${displayName}`}
              loading={unlink.isPending && unlink.variables === identityId}
              onClick={() => unlink.mutate(identityId)}
            >
              Unlink
            </Button>
          </div>
        </div>
      ))}
      {unlink.isSuccess && (
        <CalmNote>Unlinked. The next sign-in with this e-mail address links the account anew.</CalmNote>
      )}
      <Refused error={refused} />
    </div>
  );
}
