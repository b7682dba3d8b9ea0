import { DEVICE_HEADS, joinWords, nextStepText, stepLateText } from '@app/kernel';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useCurrentSite } from '../../lib/current-site.js';
import { CaseBadge } from '../../components/case-badge.js';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar, type Filter } from '../../components/filter-bar.js';
import { Holder } from '../../components/holder.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { api, ask } from '../../lib/api.js';
import { deviceName, modelName } from '../../lib/device-words.js';
import { STEPS, type MissingCase } from '../../lib/missing-words.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { missingQuery } from './missing-filter.js';
import styles from './missing.module.css';

const COLUMNS: ExportedColumn<MissingCase, 'missing-cases'>[] = [
  {
    id: 'tag',
    header: DEVICE_HEADS.tag,
    card: 'first',
    width: '120px',
    cell: ({ id, device }) => (
      <Link to="/missing/$caseId" params={{ caseId: id }} className="mono">
        {deviceName(device)}
      </Link>
    ),
  },
  {
    id: 'state',
    header: 'State',
    file: ['state'],
    card: 'first',
    width: '120px',
    cell: (row) => <CaseBadge {...row} />,
  },
  {
    id: 'next',
    header: 'Next step',
    file: ['next', 'overdue', 'closedAs'],
    width: '230px',
    cell: (row) => <Next row={row} />,
  },
  { id: 'nextDue', header: 'Due', width: '115px', card: 'none', cell: ({ nextDueOn }) => dayText(nextDueOn) },
  { id: 'holder', header: DEVICE_HEADS.holder, width: '150px', cell: ({ holder }) => <Holder holder={holder} /> },
  { id: 'site', header: 'Site', width: '70px', cell: ({ site }) => site.code },
  { id: 'seen', header: 'Last seen', width: '115px', card: 'none', cell: ({ lastSeenOn }) => dayText(lastSeenOn) },
  { id: 'model', header: DEVICE_HEADS.model, card: 'none', cell: ({ device }) => modelName(device.model) },
];

/** What is to be done next, or how it ended; words, not only colour. */
function Next({ row }: { row: MissingCase }): ReactNode {
  const { nextStep, nextDueOn, writeOffPending, closedAs } = row;
  const text = nextStepText(row);
  const late = stepLateText(row);
  if (writeOffPending) return <Badge tone="purple">{text}</Badge>;
  if (closedAs || !nextStep) return text;
  return (
    <span className={styles.next}>
      {text} {late ? <Badge tone="red">{late}</Badge> : <span className={styles.due}>{dayText(nextDueOn)}</span>}
    </span>
  );
}

const filtersOf = (sites: readonly SessionSite[]): Filter[] => [
  {
    param: 'state',
    label: 'State',
    options: [
      { value: 'open', label: 'open' },
      { value: 'written-off', label: 'written off' },
      { value: 'recovered', label: 'recovered' },
    ],
  },
  {
    param: 'kind',
    label: 'Kind',
    options: [
      { value: 'missing', label: 'missing' },
      { value: 'stolen', label: 'stolen' },
    ],
  },
  {
    param: 'step',
    label: 'Next step',
    options: Object.entries(STEPS).map(([value, label]) => ({ value, label: label.toLowerCase() })),
  },
  { param: 'overdue', label: 'Step', options: [{ value: 'true', label: 'overdue' }] },
  { param: 'pending', label: 'Write-off', options: [{ value: 'true', label: 'to be decided' }] },
  {
    param: 'site',
    label: 'Site',
    options: sites.slice(0, 100).map(({ code, name }) => ({ value: code, label: name })),
  },
];

/** Missing and stolen devices of the account's sites, the first due first. */
export function MissingPage(): ReactNode {
  const { sites } = useSession();
  const navigate = useNavigate();
  const [url] = useUrlState();
  const chosen = useCurrentSite();
  // The site of the top bar is the default; a site in the address goes before it.
  const standing = url.site ? undefined : sites.find(({ id }) => id === chosen);
  const asked = missingQuery(standing ? { ...url, site: joinWords([standing.code]) } : url, sites);
  const filters = useMemo(() => filtersOf(sites), [sites]);
  const query = usePagedQuery<MissingCase>(['missing', asked], (after, signal) =>
    ask(api.GET('/api/v1/missing-cases', { params: { query: { ...asked, after } }, signal })),
  );
  return (
    <Page
      title="Missing and stolen"
      lead="Open cases unless a filter says otherwise; the first due stands first."
      actions={<ExportMenu list="missing-cases" query={asked} columns={COLUMNS} />}
    >
      <FilterBar filters={filters}>{standing && <span className={styles.muted}>At {standing.name}</span>}</FilterBar>
      <IgnoredNotice url={url} query={asked} />
      <DataTable
        caption="Missing and stolen devices"
        columns={COLUMNS}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/missing/$caseId', params: { caseId: id } })}
        empty={
          <EmptyState title="No such case">
            A case opens when somebody reports a device missing on the page of the device.
          </EmptyState>
        }
      />
    </Page>
  );
}
