import { clearanceReason, returnedText } from '@app/kernel';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useCurrentSite } from '../../lib/current-site.js';
import { ClearanceBadge, DoNotContact } from '../../components/clearance-badge.js';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar, type Filter } from '../../components/filter-bar.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { api, ask } from '../../lib/api.js';
import { CLEARANCE_STATES, type Clearance } from '../../lib/clearance-words.js';
import { language } from '../../lib/language.js';
import { gradeText, sortName } from '../../lib/person-words.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { AGES, clearanceQuery } from './clearance-filter.js';
import styles from './clearances.module.css';

const COLUMNS: ExportedColumn<Clearance, 'clearances'>[] = [
  {
    id: 'name',
    header: 'Name',
    file: ['familyName', 'givenName'],
    card: 'first',
    cell: ({ id, person, display }) => (
      <Link to="/clearances/$id" params={{ id }}>
        {person ? sortName(person) : display}
      </Link>
    ),
  },
  { id: 'state', header: 'Clearance', width: '204px', card: 'first', cell: (row) => <ClearanceBadge {...row} /> },
  {
    id: 'owed',
    header: 'Returned',
    file: ['owed'],
    width: '84px',
    align: 'right',
    card: 'labelled',
    cell: (row) => returnedText(row),
  },
  { id: 'due', header: 'Last day', width: '116px', card: 'labelled', cell: ({ dueOn }) => dayText(dueOn) },
  {
    id: 'why',
    header: 'Why',
    width: '110px',
    cell: (row) => <span lang={language()}>{clearanceReason(row.reason, row.movedTo?.code, language())}</span>,
  },
  { id: 'grade', header: 'Grade', width: '88px', cell: ({ person }) => gradeText(person?.grade ?? null) ?? '–' },
  { id: 'homeroom', header: 'Homeroom', width: '96px', cell: ({ person }) => person?.homeroom ?? '–' },
  { id: 'site', header: 'Site', width: '64px', cell: ({ site }) => site.code },
  { id: 'contact', header: 'Contact', width: '132px', cell: ({ person }) => person?.doNotContact && <DoNotContact /> },
];

const filtersOf = (sites: readonly SessionSite[]): Filter[] => [
  {
    param: 'state',
    label: 'Clearance',
    options: Object.entries(CLEARANCE_STATES).map(([value, label]) => ({ value, label: label.toLowerCase() })),
  },
  { param: 'overdue', label: 'Due', options: [{ value: 'true', label: 'overdue' }] },
  {
    param: 'olderThan',
    label: 'Age',
    options: AGES.map((value) => ({ value, label: `${value} days and more` })),
  },
  { param: 'homeroom', label: 'Homeroom' },
  {
    param: 'site',
    label: 'Site',
    options: sites.slice(0, 100).map(({ code, name }) => ({ value: code, label: name })),
  },
];

/** Who has left, and what they still have. */
export function ClearancesPage(): ReactNode {
  const { sites } = useSession();
  const navigate = useNavigate();
  const [url] = useUrlState();
  const current = useCurrentSite();
  // The site of the top bar is the default; a site in the address goes before it.
  const standing = url.site ? undefined : sites.find(({ id }) => id === current);
  const asked = clearanceQuery(standing ? { ...url, site: standing.code } : url, sites);
  const filters = useMemo(() => filtersOf(sites), [sites]);
  const query = usePagedQuery<Clearance>(['clearances', asked], (after, signal) =>
    ask(api.GET('/api/v1/clearances', { params: { query: { ...asked, after } }, signal })),
  );
  return (
    <Page
      title="Clearances"
      lead="Students and staff who left, or moved out of a school whose carts stay, and still have devices; the first due first. Devices are due on the last day, and late some school days later, as the policy says."
      actions={<ExportMenu list="clearances" query={asked} columns={COLUMNS} />}
    >
      <FilterBar filters={filters}>{standing && <span className={styles.muted}>At {standing.name}</span>}</FilterBar>
      <IgnoredNotice url={url} query={asked} />
      <DataTable
        caption="Exit clearances"
        columns={COLUMNS}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/clearances/$id', params: { id } })}
        empty={
          <EmptyState title="Nobody owes a device">
            A clearance opens by itself when somebody is withdrawn, or moves out of a school whose carts stay, by hand
            or by a file.
          </EmptyState>
        }
      />
    </Page>
  );
}
