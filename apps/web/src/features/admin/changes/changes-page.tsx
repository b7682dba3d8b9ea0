import { differences, recordName, recordWords } from '@app/kernel';
import { Button, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../../components/data-table.js';
import { ExportMenu } from '../../../components/exports/export-menu.js';
import { Page } from '../../../components/page.js';
import { EmptyState } from '../../../components/states.js';
import { RelativeTime } from '../../../components/time.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { language } from '../../../lib/language.js';
import { useSession, type Session, type SessionSite } from '../../../lib/session.js';
import { usePagedQuery } from '../../../lib/use-paged-query.js';
import { useUrlState } from '../../../lib/use-url-state.js';
import styles from '../admin.module.css';
import { actionWords } from './action-words.js';
import { Differences } from './differences.js';

type Entry = Dto<'AdminEntryDto'>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SUBJECTS = [
  'account',
  'district',
  'site',
  'room',
  'school-year',
  'model',
  'accessory-type',
  'override',
  'person',
  'import',
  'policy',
  'role',
  'provider',
  'roster',
  'roster-source',
  'token',
];

/** Where a record is changed; what has no page of its own is not a link. */
const FOLDERS: Record<string, string> = {
  account: '/admin/users',
  site: '/admin/sites',
  person: '/people',
  import: '/imports',
  model: '/models',
  roster: '/rosters/runs',
  'roster-source': '/rosters/sources',
};

function hrefOf({ subjectKind, subjectId, after }: Entry): string | null {
  if (subjectKind === 'override') return typeof after?.deviceId === 'string' ? `/devices/${after.deviceId}` : null;
  if (subjectKind === 'station') return '/admin/stations';
  if (subjectKind === 'token') return '/admin/tokens';
  if (subjectKind === 'role') return '/admin/roles';
  if (subjectKind === 'policy') return '/admin/policies';
  if (subjectKind === 'district' || subjectKind === 'school-year') return '/admin/district';
  const folder = FOLDERS[subjectKind] as string | undefined;
  return folder && subjectId ? `${folder}/${subjectId}` : null;
}

const Subject = ({ entry, sites }: { entry: Entry; sites: SessionSite[] }): ReactNode => {
  const text = recordName(entry, (id) => sites.find((site) => site.id === id)?.name);
  const href = hrefOf(entry);
  return href ? (
    <Link to={href as never} className={styles.name}>
      {text}
    </Link>
  ) : (
    text
  );
};

const columnsOf = ({ sites, district }: Session): ExportedColumn<Entry, 'admin-log'>[] => [
  {
    id: 'at',
    header: 'When',
    width: '120px',
    cell: ({ at }) => <RelativeTime at={at} timeZone={district.timeZone} />,
  },
  {
    id: 'who',
    header: 'Who',
    width: '150px',
    cell: ({ accountId, accountName }) =>
      accountId ? (
        <Link to="/log/changes" search={{ account: accountId } as never} className={styles.name}>
          {accountName ?? 'An account'}
        </Link>
      ) : (
        'The console'
      ),
  },
  {
    id: 'what',
    header: 'What',
    width: '190px',
    card: 'first',
    cell: ({ action }) => <span lang={language()}>{actionWords(action)}</span>,
  },
  {
    id: 'on',
    header: 'Record',
    file: ['kind'],
    width: '230px',
    card: 'first',
    cell: (entry) => <Subject entry={entry} sites={sites} />,
  },
  {
    id: 'changes',
    header: 'Old → new',
    file: ['before', 'after'],
    cell: (entry) => (
      <Differences of={differences(entry, (id) => sites.find((site) => site.id === id)?.code ?? 'a closed site')} />
    ),
  },
];

/** What administrators changed, from what to what: all of it, one record's, or one account's. */
export function ChangesPage(): ReactNode {
  const session = useSession();
  const [url, set] = useUrlState();
  const filter = {
    ...(SUBJECTS.includes(url.kind) && { subjectKind: url.kind }),
    ...(UUID.test(url.record ?? '') && { subjectId: url.record }),
    ...(UUID.test(url.account ?? '') && { accountId: url.account }),
  };
  const query = usePagedQuery<Entry>(['admin-log', filter], (after, signal) => {
    const asked = { ...filter, limit: 100, ...(after && { after }) };
    return ask(api.GET('/api/v1/admin-log', { params: { query: asked }, signal }));
  });
  const columns = useMemo(() => columnsOf(session), [session]);
  const narrowed = 'subjectId' in filter || 'accountId' in filter;
  return (
    <Page
      title="Changes"
      lead="What administrators changed, from what to what, newest first. Nobody can edit this log."
      actions={<ExportMenu list="admin-log" query={filter} columns={columns} />}
    >
      <div className={styles.buttons} role="group" aria-label="Filters">
        <NativeSelect
          size="xs"
          aria-label="Kind of record"
          value={filter.subjectKind ?? ''}
          data={[
            { value: '', label: 'Any record' },
            ...SUBJECTS.map((kind) => ({ value: kind, label: recordWords(kind) })),
          ]}
          onChange={(event) => set({ kind: event.currentTarget.value || null, record: null })}
        />
        {narrowed && (
          <Button variant="default" size="xs" onClick={() => set({ kind: null, record: null, account: null })}>
            {'subjectId' in filter ? 'One record only: show all' : 'One account only: show all'}
          </Button>
        )}
      </div>
      <DataTable
        caption="Changes"
        columns={columns}
        query={query}
        rowId={({ id }) => String(id)}
        empty={
          <EmptyState title={Object.keys(filter).length > 0 ? 'No change matches' : 'Nothing has been changed yet'}>
            Each change of sites, rooms, calendars, programs, models, users and the district is written here.
          </EmptyState>
        }
      />
    </Page>
  );
}
