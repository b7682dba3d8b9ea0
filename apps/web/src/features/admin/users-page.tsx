import { accountLabel, accountStanding, FACTOR_WORDS, roleLines, saidAll, type AccountStanding } from '@app/kernel';
import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import { SearchField } from '../../components/search-field.js';
import { Badge, type Tone } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { useHistoryText } from '../../lib/use-history-text.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { rolesQuery, useAccounts, type Account, type AccountFilter, type Role } from './account-queries.js';
import styles from './admin.module.css';
import { Proposals } from './proposals.js';

const TONES: Record<AccountStanding, Tone> = { disabled: 'grey', active: 'green', 'no-sign-in': 'amber' };
const FACTOR = saidAll(FACTOR_WORDS);

export const AccountBadge = ({
  account,
}: {
  account: Pick<Account, 'state' | 'hasPassword' | 'isLinked'>;
}): ReactNode => {
  const standing = accountStanding(account);
  return <Badge tone={TONES[standing]}>{accountLabel(standing)}</Badge>;
};

type AccountColumns = ExportedColumn<Account, 'accounts'>[];

function columnsOf(roles: Role[], sites: SessionSite[], timeZone: string): AccountColumns {
  const labelOf = (code: string): string => roles.find((role) => role.code === code)?.label ?? code;
  const codeOf = (id: string): string => sites.find((site) => site.id === id)?.code ?? 'a closed site';
  return [
    {
      id: 'name',
      header: 'Name',
      card: 'first',
      cell: ({ id, displayName }) => (
        <Link to="/admin/users/$id" params={{ id }} className={styles.name}>
          {displayName}
        </Link>
      ),
    },
    { id: 'email', header: 'E-mail', cell: ({ email }) => email },
    {
      id: 'roles',
      header: 'Roles',
      cell: ({ grants }) =>
        grants.length === 0 ? (
          <span className={styles.muted}>None</span>
        ) : (
          <span className={styles.roles}>
            {roleLines(grants, labelOf, codeOf).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </span>
        ),
    },
    { id: 'state', header: 'Status', width: '150px', cell: (account) => <AccountBadge account={account} /> },
    {
      id: 'factor',
      header: 'Second factor',
      width: '140px',
      card: 'labelled',
      cell: ({ hasSecondFactor, breakGlass }) => (
        <span className={styles.roles}>
          <span className={hasSecondFactor ? undefined : styles.muted}>{hasSecondFactor ? FACTOR.on : FACTOR.off}</span>
          {breakGlass && <span>{FACTOR.emergency}</span>}
        </span>
      ),
    },
    {
      id: 'seen',
      header: 'Last sign-in',
      width: '130px',
      cell: ({ lastSignInAt }) =>
        lastSignInAt ? (
          <RelativeTime at={lastSignInAt} timeZone={timeZone} />
        ) : (
          <span className={styles.muted}>Never</span>
        ),
    },
  ];
}

const STATES = [
  { value: 'active', label: 'Active' },
  { value: 'disabled', label: 'Disabled' },
];

interface ActionsProps {
  filter: AccountFilter;
  columns: AccountColumns;
  /** A file has what the filters leave: not offered for what a search found. */
  searched: boolean;
}

const Actions = ({ filter, columns, searched }: ActionsProps): ReactNode => (
  <>
    {!searched && <ExportMenu list="accounts" query={filter} columns={columns} />}
    <Button renderRoot={(props) => <Link to="/admin/users/new" {...props} />} leftSection={<IconPlus size={16} />}>
      User
    </Button>
  </>
);

/** Accounts of the district, by name. */
export function UsersPage(): ReactNode {
  const { district, sites } = useSession();
  const { data: roles = [] } = useQuery(rolesQuery);
  const [url, set] = useUrlState();
  const navigate = useNavigate();
  const filter: AccountFilter = {
    ...(url.state === 'active' || url.state === 'disabled' ? { state: url.state } : {}),
    ...(url.role && { role: url.role }),
    ...(url.site && { siteId: sites.find(({ code }) => code === url.site)?.id }),
  };
  const input = useHistoryText();
  const query = useAccounts(filter, input.query);
  const columns = useMemo(() => columnsOf(roles, sites, district.timeZone), [roles, sites, district.timeZone]);
  const select = (param: string, label: string, any: string, data: { value: string; label: string }[]): ReactNode => (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={url[param] ?? ''}
      data={[{ value: '', label: any }, ...data]}
      onChange={(event) => set({ [param]: event.currentTarget.value || null })}
    />
  );
  return (
    <Page title="Users" actions={<Actions filter={filter} columns={columns} searched={input.query !== ''} />}>
      <Proposals />
      <div className={styles.buttons} role="group" aria-label="Filters">
        <SearchField label="Search users" placeholder="Name or e-mail…" input={input} />
        {select('state', 'Status', 'Any status', STATES)}
        {select(
          'role',
          'Role',
          'Any role',
          roles.map(({ code, label }) => ({ value: code, label })),
        )}
        {select(
          'site',
          'Site',
          'Any site',
          sites.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
        )}
      </div>
      <DataTable
        caption="Users"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/admin/users/$id', params: { id } })}
        empty={
          input.query ? (
            <EmptyState title="No account matches">Look for a part of the name or of the e-mail address.</EmptyState>
          ) : (
            <EmptyState title="No account matches these filters">Take a filter away.</EmptyState>
          )
        }
      />
    </Page>
  );
}
