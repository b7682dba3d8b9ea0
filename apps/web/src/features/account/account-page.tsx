import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Block, Page } from '../../components/page.js';
import { api, ask } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import styles from './account.module.css';
import { secondFactorQuery } from './second-factor/second-factor-queries.js';

/** What the account signs in with and where it is signed in, each on a page of its own. */
export function AccountPage(): ReactNode {
  const { account } = useSession();
  return (
    <Page title="My account" lead={`${account.displayName} · ${account.email}`} narrow>
      <div className={styles.stack}>
        <Block title="E-mail">
          <p className={styles.line}>{account.email}</p>
          <p className={styles.muted}>
            It says which school account is yours, so an administrator changes it, under Users.
          </p>
        </Block>
        <Block title="Second factor" actions={<Link to="/account/second-factor">Change</Link>}>
          <FactorLine />
        </Block>
        <Block title="Password" actions={<Link to="/account/password">Change</Link>}>
          <p className={styles.line}>Changed with the present one; your other sessions end.</p>
        </Block>
        <Block title="Sessions" actions={<Link to="/account/sessions">See and end them</Link>}>
          <SessionsLine />
        </Block>
        <Block title="Tokens for programs" actions={<Link to="/account/tokens">See and revoke them</Link>}>
          <p className={styles.line}>They act in your name, within your permissions.</p>
        </Block>
      </div>
    </Page>
  );
}

function FactorLine(): ReactNode {
  const { data } = useQuery(secondFactorQuery);
  if (!data) return <p className={styles.line}>…</p>;
  if (data.enrolledAt === null) return <p className={styles.line}>Off</p>;
  const { backupCodesLeft: left } = data;
  return (
    <p className={styles.line}>
      On, with {left} backup {left === 1 ? 'code' : 'codes'} left
    </p>
  );
}

function SessionsLine(): ReactNode {
  const { data } = useQuery({
    queryKey: ['own-sessions', 'count'],
    queryFn: ({ signal }) => ask<{ items: unknown[] }>(api.GET('/api/v1/sessions', { signal })),
  });
  const count = data?.items.length;
  if (count === undefined) return <p className={styles.line}>…</p>;
  return <p className={styles.line}>Signed in on {count === 1 ? 'this browser alone' : `${count} browsers`}</p>;
}
