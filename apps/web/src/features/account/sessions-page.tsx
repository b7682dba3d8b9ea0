import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { DataTable, type Column } from '../../components/data-table.js';
import { Block, Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, problemOf } from '../../lib/api.js';
import { browserName } from '../../lib/browser-name.js';
import { useSession } from '../../lib/session.js';
import { leaveFor, signInOptionsQuery, type OfferedProvider } from '../../lib/sign-in-options.js';
import { signInWords } from '../../lib/sign-in-words.js';
import styles from './sessions.module.css';
import { usePagedQuery, type Page as ApiPage } from '../../lib/use-paged-query.js';

interface OwnSession {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  userAgent: string | null;
  way: 'password' | 'provider';
  current: boolean;
}

const KEY = ['own-sessions'];

const columnsOf = (timeZone: string): Column<OwnSession>[] => [
  {
    id: 'browser',
    header: 'Browser',
    card: 'first',
    cell: ({ userAgent, current }) => (
      <>
        <span title={userAgent ?? undefined}>{browserName(userAgent)}</span>{' '}
        {current && <Badge tone="green">This one</Badge>}
      </>
    ),
  },
  {
    id: 'way',
    header: 'By',
    card: 'labelled',
    cell: ({ way }) => (way === 'password' ? 'Password' : 'Single sign-on'),
  },
  {
    id: 'seen',
    header: 'Last used',
    card: 'labelled',
    cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} timeZone={timeZone} />,
  },
  {
    id: 'created',
    header: 'Signed in',
    card: 'labelled',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} timeZone={timeZone} />,
  },
];

const endColumn = (ending: string | undefined, end: (id: string) => void): Column<OwnSession> => ({
  id: 'end',
  header: 'Actions',
  align: 'right',
  cell: ({ id, current }) =>
    !current && (
      <Button variant="default" size="compact-sm" loading={ending === id} onClick={() => end(id)}>
        End session
      </Button>
    ),
});

/** Where the account is signed in, and a way to end each. */
export function SessionsPage(): ReactNode {
  const client = useQueryClient();
  const { district } = useSession();
  const query = usePagedQuery(KEY, async (_after, signal): Promise<ApiPage<OwnSession>> => {
    const { items } = await ask<{ items: OwnSession[] }>(api.GET('/api/v1/sessions', { signal }));
    return { items, next: null };
  });
  const { mutate, variables, isPending } = useMutation({
    mutationFn: (id: string) => ask(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  const columns = useMemo(
    () => [...columnsOf(district.timeZone), endColumn(isPending ? variables : undefined, mutate)],
    [district.timeZone, isPending, mutate, variables],
  );
  return (
    <Page title="My sessions" area="Account" lead="End any session you do not recognise, then change your password.">
      <DataTable caption="Sessions" columns={columns} query={query} rowId={({ id }) => id} empty="No sessions" />
      <Providers />
    </Page>
  );
}

/** Signing in with a provider from here links the account to it, also one that manages others. */
function Providers(): ReactNode {
  const { account } = useSession();
  const { data } = useQuery(signInOptionsQuery);
  const [problem, setProblem] = useState<string | null>(null);
  if (!data || data.providers.length === 0) return null;
  const leave = (provider: OfferedProvider): void => {
    leaveFor(provider, '/account/sessions').catch((error: unknown) => setProblem(signInWords(problemOf(error))));
  };
  return (
    <Block title="Single sign-on">
      <p className={styles.lead}>
        Sign in once from here with your school account, {account.email}, and you can sign in with it from then on.
      </p>
      {problem && <p role="alert">{problem}</p>}
      <div className={styles.buttons}>
        {data.providers.map((provider) => (
          <Button key={provider.id} variant="default" onClick={() => leave(provider)}>
            Link to {provider.label}
          </Button>
        ))}
      </div>
    </Block>
  );
}
