import { tokenLabel, tokenStanding } from '@app/kernel';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useCan, useSession, type Session } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { MadeToken } from './made-token.js';
import { usePermissionWords } from './permission-words.js';
import { TokenForm } from './token-form.js';
import styles from './tokens.module.css';

type Token = Dto<'TokenDto'>;
type TokenColumn = ExportedColumn<Token, 'tokens'>;

function TokenBadge({ token }: { token: Token }): ReactNode {
  const standing = tokenStanding(token);
  return <Badge tone={standing === 'used' ? 'green' : 'grey'}>{tokenLabel(standing)}</Badge>;
}

const columnsOf = ({ district, sites }: Session, mine: boolean, wordsOf: (code: string) => string): TokenColumn[] => [
  { id: 'name', header: 'Token', card: 'first', cell: ({ name }) => <strong>{name}</strong> },
  ...(mine ? [] : [{ id: 'who' as const, header: 'Account', cell: ({ accountName }: Token) => accountName }]),
  { id: 'state', header: 'Status', width: '110px', card: 'first', cell: (token) => <TokenBadge token={token} /> },
  {
    id: 'for',
    header: 'May',
    file: ['for', 'sites'],
    cell: ({ permissions, siteIds }) => (
      <span className={styles.may}>
        {permissions.map(wordsOf).join(' · ')}
        {siteIds && ` at ${siteIds.map((id) => sites.find((site) => site.id === id)?.code ?? 'a site').join(', ')}`}
      </span>
    ),
  },
  { id: 'until', header: 'Until', width: '120px', card: 'labelled', cell: ({ expiresOn }) => dayText(expiresOn) },
  {
    id: 'used',
    header: 'Last used',
    width: '120px',
    card: 'labelled',
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? (
        <RelativeTime at={lastUsedAt} timeZone={district.timeZone} />
      ) : (
        <span className={styles.muted}>Never</span>
      ),
  },
];

const revokeColumn = (revoking: string | undefined, revoke: (id: string) => void): TokenColumn => ({
  id: 'revoke',
  file: [],
  header: 'Actions',
  align: 'right',
  width: '100px',
  cell: ({ id, name, revokedAt }) =>
    revokedAt === null && (
      <Button
        variant="default"
        size="compact-xs"
        loading={revoking === id}
        aria-label={`Revoke ${name}`}
        onClick={() => revoke(id)}
      >
        Revoke
      </Button>
    ),
});

function TokenTable({ mine }: { mine: boolean }): ReactNode {
  const client = useQueryClient();
  const session = useSession();
  const query = usePagedQuery<Token>(['tokens', mine], async (_after, signal) => {
    const { items } = await ask(
      mine ? api.GET('/api/v1/tokens/own', { signal }) : api.GET('/api/v1/tokens', { signal }),
    );
    return { items, next: null };
  });
  const { mutate, variables, isPending } = useMutation({
    mutationFn: (id: string) => ask(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const wordsOf = usePermissionWords();
  const columns = [...columnsOf(session, mine, wordsOf), revokeColumn(isPending ? variables : undefined, mutate)];
  return (
    <DataTable
      caption="Tokens"
      columns={columns}
      query={query}
      rowId={({ id }) => id}
      empty={
        <EmptyState title="No tokens yet">
          A token lets a program read or change Cubby in the name of an account, within limits and until a day.
        </EmptyState>
      }
    />
  );
}

/** Every token of the district, for whoever manages accounts. */
export function TokensPage(): ReactNode {
  const columns = columnsOf(useSession(), false, usePermissionWords());
  return (
    <Page
      title="Tokens"
      lead="Programs that use the API, each in the name of an account. Make one on your own page: My tokens."
      actions={<ExportMenu list="tokens" query={{}} columns={columns} />}
    >
      <TokenTable mine={false} />
    </Page>
  );
}

/** One's own tokens; a new one is shown once. */
export function OwnTokensPage(): ReactNode {
  const client = useQueryClient();
  const mayMake = useCan('token:make');
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Dto<'MadeTokenDto'> | null>(null);
  return (
    <Page
      title="My tokens"
      area="Account"
      lead="A token lets a program work in your name: within what you choose, never more than you may do yourself, and until its day."
      actions={
        mayMake &&
        !open && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen(true)}>
            Token
          </Button>
        )
      }
    >
      {made && <MadeToken made={made} onClose={() => setMade(null)} />}
      {open && (
        <Panel title="New token" onClose={() => setOpen(false)}>
          <TokenForm
            onMade={(token) => {
              setMade(token);
              setOpen(false);
              void client.invalidateQueries({ queryKey: ['tokens'] });
            }}
            onCancel={() => setOpen(false)}
          />
        </Panel>
      )}
      <TokenTable mine />
    </Page>
  );
}
