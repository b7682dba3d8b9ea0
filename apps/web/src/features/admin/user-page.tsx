import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../components/not-found-page.js';
import { Block, Page } from '../../components/page.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { problemOf } from '../../lib/api.js';
import { useCan, useSession } from '../../lib/session.js';
import { accountQuery, type Account } from './account-queries.js';
import styles from './admin.module.css';
import { Proposals } from './proposals.js';
import { UserCard } from './user-card.js';
import { UserDetails } from './user-details.js';
import { UserIdentities } from './user-identities.js';
import { UserEmail } from './user-email.js';
import { UserBreakGlass, UserFactor } from './user-factor.js';
import { UserPassword } from './user-password.js';
import { UserRoles } from './user-roles.js';
import { UserSessions } from './user-sessions.js';
import { AccountBadge } from './users-page.js';

/** One account: who it is, what it may do, how it signs in. */
export function UserPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { account: own } = useSession();
  const { data, error, refetch } = useQuery(accountQuery(id));
  if (!data && error)
    return [400, 404].includes(problemOf(error).status) ? (
      <NotFoundPage />
    ) : (
      <ErrorState page error={error} what="The account" onRetry={() => void refetch()} />
    );
  if (!data) return <SkeletonRows />;
  const self = own.id === data.id;
  return (
    <Page
      title={data.displayName}
      area="Users"
      crumbs={[{ label: 'Users', href: '/admin/users' }]}
      beside={<AccountBadge account={data} />}
      lead={<Lead account={data} />}
    >
      <div className={styles.blocks}>
        <div className={styles.stack}>
          <Block title="Roles">
            <Proposals accountId={data.id} />
            <UserRoles account={data} />
          </Block>
        </div>
        <div className={styles.stack}>
          <Block title="Details">
            <UserDetails account={data} />
          </Block>
          <Block title="E-mail">
            <UserEmail account={data} />
          </Block>
          <Block title="Password">
            <UserPassword account={data} self={self} />
          </Block>
          <Block title="Single sign-on">
            <UserIdentities account={data} />
          </Block>
          <Block title="Second factor">
            <div className={styles.stack}>
              <UserFactor account={data} self={self} />
              <UserBreakGlass account={data} />
            </div>
          </Block>
          <Block title="Supervisor card">
            <UserCard account={data} />
          </Block>
          <Block title="Sessions">
            <UserSessions account={data} self={self} />
          </Block>
        </div>
      </div>
    </Page>
  );
}

function Lead({ account }: { account: Account }): ReactNode {
  const { district } = useSession();
  const mayReadLog = useCan('access-log:read');
  const mayReadChanges = useCan('admin-log:read');
  return (
    <>
      {account.email} ·{' '}
      {account.lastSignInAt ? (
        <>
          last signed in <RelativeTime at={account.lastSignInAt} timeZone={district.timeZone} />
        </>
      ) : (
        'never signed in'
      )}
      {mayReadLog && (
        <>
          {' '}
          ·{' '}
          <Link to="/log/access" search={{ account: account.id } as never}>
            what this account saw
          </Link>
        </>
      )}
      {mayReadChanges && (
        <>
          {' '}
          ·{' '}
          <Link to="/log/changes" search={{ account: account.id } as never}>
            what it changed
          </Link>
        </>
      )}
    </>
  );
}
