import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type Column } from '../../components/data-table.js';
import { Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask } from '../../lib/api.js';
import { browserName } from '../../lib/browser-name.js';
import { useSession } from '../../lib/session.js';
import { usePagedQuery, type Page as ApiPage } from '../../lib/use-paged-query.js';

interface OwnSession {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  userAgent: string | null;
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
    </Page>
  );
}
