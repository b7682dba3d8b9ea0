import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Refused } from '../../components/refused.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { proposalsQuery } from '../../lib/proposal-queries.js';
import { useSession } from '../../lib/session.js';
import { useProof } from '../../lib/use-proof.js';
import { rolesQuery } from './account-queries.js';
import styles from './admin.module.css';

/** Roles that wait for a second person: of everybody, or of one account. */
export function Proposals({ accountId }: { accountId?: string }): ReactNode {
  const client = useQueryClient();
  const { data = [] } = useQuery(proposalsQuery);
  const { proven, asking } = useProof();
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ id, approve }: { id: string; approve: boolean }) =>
      proven(() =>
        ask(api.PUT('/api/v1/grant-proposals/{id}/decision', { params: { path: { id } }, body: { approve } })),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: proposalsQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['account'] }),
        client.invalidateQueries({ queryKey: ['accounts'] }),
      ]),
  });
  const shown = data.filter((each) => accountId === undefined || each.accountId === accountId);
  if (shown.length === 0) return null;
  return (
    <section className={styles.waiting} aria-label="Waits for a second person">
      <h2>Waits for a second person</h2>
      <Refused error={error} />
      <ul>
        {shown.map((each) => (
          <Proposal
            key={each.id}
            proposal={each}
            busy={isPending}
            onDecide={(approve) => mutate({ id: each.id, approve })}
          />
        ))}
      </ul>
      {asking}
    </section>
  );
}

interface ProposalProps {
  proposal: Dto<'GrantProposalDto'>;
  busy: boolean;
  onDecide: (approve: boolean) => void;
}

function Proposal({ proposal, busy, onDecide }: ProposalProps): ReactNode {
  const { account, sites, district } = useSession();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { accountId, accountName, role, siteId, proposedBy, proposedByName, proposedAt } = proposal;
  const label = roles.find(({ code }) => code === role)?.label ?? role;
  const place =
    siteId === null ? 'in the whole district' : `at ${sites.find(({ id }) => id === siteId)?.name ?? 'a site'}`;
  const own = proposedBy === account.id;
  const mayApprove = !own && accountId !== account.id;
  return (
    <li>
      <p>
        <Link to="/admin/users/$id" params={{ id: accountId }} className={styles.name}>
          {accountName}
        </Link>{' '}
        would get {label} {place}. Proposed by {own ? 'you' : proposedByName}{' '}
        <RelativeTime at={proposedAt} timeZone={district.timeZone} />.
        {!mayApprove && ' Another administrator has to approve it.'}
      </p>
      <div className={styles.buttons}>
        {mayApprove && (
          <Button
            size="compact-sm"
            loading={busy}
            aria-label={`Approve ${label} for ${accountName}`}
            onClick={() => onDecide(true)}
          >
            Approve
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          aria-label={`${own ? 'Take back' : 'Decline'} ${label} for ${accountName}`}
          onClick={() => onDecide(false)}
        >
          {own ? 'Take back' : 'Decline'}
        </Button>
      </div>
    </li>
  );
}
