import { accessCount, accessWords, exportFilters, exportFormat, exportGround, exportPeople } from '@app/kernel';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { can, useSession, type SessionSite } from '../../lib/session.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import styles from './access-log.module.css';

type Entry = Dto<'AccessEntryDto'>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The list of an export, and what of it was taken along in which file. */
function TakenList({ entry: { exported } }: { entry: Entry }): ReactNode {
  if (!exported) return <span className={styles.none}>–</span>;
  return (
    <span className={styles.taken}>
      {exported.title}
      <span className={styles.words}>{exportFilters(exported)}</span>
      <span className={styles.words}>
        {[exportFormat(exported), exportPeople(exported)].filter((said) => said !== null).join(' · ')}
      </span>
    </span>
  );
}

/** Who got it, what for, and on what ground if it left the district. */
function Recipient({ entry: { exported } }: { entry: Entry }): ReactNode {
  if (!exported?.recipient) return <span className={styles.none}>–</span>;
  return (
    <span className={styles.taken}>
      {exported.recipient}
      <span className={styles.words}>{exported.purpose}</span>
      <span className={styles.words}>{exportGround(exported)}</span>
    </span>
  );
}

/** Names are not in the log: a person is shown by a link, and opening it is a look of its own. */
const columnsOf = (sites: SessionSite[], timeZone: string, mayRead: boolean): ExportedColumn<Entry, 'access-log'>[] => [
  { id: 'at', header: 'When', width: '130px', cell: ({ at }) => <RelativeTime at={at} timeZone={timeZone} /> },
  {
    id: 'who',
    header: 'Who',
    width: '120px',
    card: 'first',
    cell: ({ accountId, accountName }) =>
      accountId ? (
        <Link to="/log/access" search={{ account: accountId } as never} className={styles.name}>
          {accountName ?? 'An account'}
        </Link>
      ) : (
        'The system'
      ),
  },
  { id: 'what', header: 'What', width: '150px', cell: ({ action }) => accessWords(action) },
  {
    id: 'whom',
    header: 'Whom',
    file: ['whom'],
    width: '190px',
    cell: (entry) =>
      entry.personId ? (
        <span className={styles.whom}>
          <Link to="/log/access" search={{ person: entry.personId } as never} className={styles.name}>
            Who saw this person
          </Link>
          {mayRead && (
            <Link to="/people/$id" params={{ id: entry.personId }} className={styles.name}>
              Open
            </Link>
          )}
        </span>
      ) : (
        (accessCount(entry) ?? '–')
      ),
  },
  {
    id: 'site',
    header: 'Site',
    width: '70px',
    cell: ({ siteId }) => sites.find(({ id }) => id === siteId)?.code ?? '–',
  },
  {
    id: 'list',
    file: ['list', 'filters', 'format', 'people'],
    header: 'List',
    width: '210px',
    card: 'labelled',
    cell: (entry) => <TakenList entry={entry} />,
  },
  {
    id: 'recipient',
    file: ['recipient', 'purpose', 'ground'],
    header: 'Recipient',
    card: 'labelled',
    cell: (entry) => <Recipient entry={entry} />,
  },
];

/** What only whole lists have. */
const OF_EXPORTS = ['list', 'recipient'];

/** Who looked at whom, and who took which list along: all of it, one person's, or one account's. */
export function AccessLogPage(): ReactNode {
  const session = useSession();
  const [url, set] = useUrlState();
  const filter = {
    ...(UUID.test(url.person ?? '') && { personId: url.person }),
    ...(UUID.test(url.account ?? '') && { accountId: url.account }),
  };
  const query = usePagedQuery<Entry>(['access-log', 'page', filter], (after, signal) => {
    const asked = { ...filter, limit: 100, ...(after && { after }) };
    return ask(api.GET('/api/v1/access-log', { params: { query: asked }, signal }));
  });
  const { sites, district } = session;
  const mayRead = can(session, 'person:read');
  const { personId } = filter;
  const columns = useMemo(
    () =>
      columnsOf(sites, district.timeZone, mayRead).filter(
        ({ id }) => !personId || (id !== 'whom' && !OF_EXPORTS.includes(id)),
      ),
    [sites, district.timeZone, mayRead, personId],
  );
  const filtered = 'personId' in filter || 'accountId' in filter;
  return (
    <Page
      title={filter.personId ? 'Who saw this person' : 'Access log'}
      area="Access log"
      lead={<Lead filter={filter} />}
      actions={<ExportMenu list="access-log" query={filter} columns={columns} />}
    >
      <IgnoredNotice url={url} query={{ person: filter.personId, account: filter.accountId }} />
      {filtered && (
        <div className={styles.whom}>
          <Button variant="default" size="compact-sm" onClick={() => set({ person: null, account: null })}>
            Show the whole log
          </Button>
          {personId && mayRead && (
            <Button
              variant="default"
              size="compact-sm"
              renderRoot={(props) => <Link to="/people/$id" params={{ id: personId }} {...props} />}
            >
              Open the person
            </Button>
          )}
        </div>
      )}
      <DataTable
        caption="Access log"
        columns={columns}
        query={query}
        rowId={({ id }) => String(id)}
        empty={
          <EmptyState title="Nothing is in the log yet">
            Each look at somebody’s page and each export of a list is written here.
          </EmptyState>
        }
      />
    </Page>
  );
}

/** Whose log it is. The name of a person is asked of nobody: that would be a look of its own. */
function Lead({ filter }: { filter: { personId?: string; accountId?: string } }): ReactNode {
  const { accountId } = filter;
  const mayManage = can(useSession(), 'account:manage');
  const { data } = useQuery({
    queryKey: ['account', accountId],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/accounts/{id}', { params: { path: { id: accountId ?? '' } }, signal })),
    enabled: accountId !== undefined && mayManage,
  });
  if (filter.personId) return 'Every account that opened this person’s page or took the record into a file.';
  if (accountId) return `What ${data?.displayName ?? 'one account'} saw and took along.`;
  return 'Each look at somebody’s page and each export of a list, newest first.';
}
