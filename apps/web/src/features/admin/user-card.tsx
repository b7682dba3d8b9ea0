import { Button, TextInput } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { newId } from '@app/kernel';
import { CalmNote } from '../../components/calm-note.js';
import { Refused } from '../../components/refused.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import type { Account } from './account-queries.js';
import styles from './admin.module.css';

const cardQuery = (id: string) =>
  queryOptions({
    queryKey: ['account-card', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/accounts/{id}/card', { params: { path: { id } }, signal })),
  });

/** The supervisor's card of an account: its code is shown once, and a lost one is withdrawn at once. */
export function UserCard({ account: { id } }: { account: Account }): ReactNode {
  const client = useQueryClient();
  const { data, error } = useQuery(cardQuery(id));
  const [code, setCode] = useState<string | null>(null);
  const path = { params: { path: { id } } };
  const changed = (): Promise<void> => client.invalidateQueries({ queryKey: cardQuery(id).queryKey });
  const issue = useMutation({
    mutationFn: () =>
      ask<Dto<'IssuedCardDto'>>(api.POST('/api/v1/accounts/{id}/card', { ...path, body: { id: newId() } })),
    onSuccess: ({ code: shown }) => {
      setCode(shown);
      return changed();
    },
  });
  const withdraw = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/accounts/{id}/card', path)),
    onSuccess: () => {
      setCode(null);
      return changed();
    },
  });
  const refused = issue.error ?? withdraw.error ?? error;
  const card = data?.card;
  return (
    <div className={styles.form}>
      <p className={styles.muted}>
        Scanned within 30 seconds of a refusal at a desk, it does what was refused with the rights of this account
        there, under its name.
      </p>
      {card && <CardLine card={card} />}
      {code && <NewCode code={code} />}
      {withdraw.isSuccess && !card && <CalmNote>Withdrawn: no desk takes this card any more.</CalmNote>}
      <Refused error={refused} />
      <div className={styles.buttons}>
        <Button variant="default" loading={issue.isPending} onClick={() => issue.mutate()}>
          {card ? 'Issue another, withdraw this one' : 'Issue a card'}
        </Button>
        {card && (
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Withdraw
          </Button>
        )}
      </div>
    </div>
  );
}

function CardLine({ card: { issuedAt, issuedBy } }: { card: Dto<'CardDto'> }): ReactNode {
  const { district } = useSession();
  return (
    <p className={styles.plain}>
      Issued <RelativeTime at={issuedAt} timeZone={district.timeZone} /> by {issuedBy}.
    </p>
  );
}

const NewCode = ({ code }: { code: string }): ReactNode => (
  <div role="status" className={styles.stack}>
    <p className={styles.plain}>This code is shown only now. Print it as a bar code (Code 128 or QR) for the badge:</p>
    <TextInput
      aria-label="Card code"
      readOnly
      value={code}
      className={styles.cardCode}
      onFocus={(event) => event.currentTarget.select()}
    />
  </div>
);
