import { Button } from '@mantine/core';
import { DEVICE_HEADS, joinWords } from '@app/kernel';
import { useMemo, type ReactNode } from 'react';
import { useCurrentSite } from '../../lib/current-site.js';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { DeviceTag } from '../../components/device-tag.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar, type Filter } from '../../components/filter-bar.js';
import { Holder } from '../../components/holder.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { LoanEnd } from '../../components/loans.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { BORROWERS, deviceName, LOANS, LOAN_STATES, modelName } from '../../lib/device-words.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { dueText } from '../../lib/due-text.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { LoanDays } from './loan-days.js';
import { endsBeforeItBegins, loansQuery } from './loan-filter.js';
import styles from './loans.module.css';

type Loan = Dto<'PersonLoanDto'>;

const columnsOf = (timeZone: string): ExportedColumn<Loan, 'loans'>[] => [
  { id: 'state', header: 'State', width: '104px', card: 'first', cell: (loan) => <LoanEnd loan={loan} /> },
  {
    id: 'tag',
    header: DEVICE_HEADS.tag,
    width: '120px',
    card: 'first',
    pinned: true,
    cell: ({ device }) => <DeviceTag id={device.id}>{deviceName(device)}</DeviceTag>,
  },
  { id: 'model', header: DEVICE_HEADS.model, cell: ({ device }) => modelName(device.model) },
  { id: 'holder', header: DEVICE_HEADS.holder, cell: ({ borrower }) => <Holder holder={borrower} /> },
  { id: 'type', header: 'Kind', width: '112px', cell: ({ type }) => LOANS[type] },
  {
    id: 'site',
    header: 'Handed out at',
    width: '112px',
    card: 'labelled',
    cell: ({ site }) => <span title={site.name}>{site.code}</span>,
  },
  {
    id: 'since',
    header: 'Out',
    width: '108px',
    card: 'labelled',
    cell: ({ loanedAt }) => <RelativeTime at={loanedAt} timeZone={timeZone} />,
  },
  {
    id: 'due',
    file: ['due', 'dueBy'],
    header: 'Due',
    width: '176px',
    card: 'labelled',
    cell: dueText,
  },
  {
    id: 'until',
    header: 'In',
    width: '108px',
    card: 'labelled',
    cell: ({ returnedAt }) => returnedAt && <RelativeTime at={returnedAt} timeZone={timeZone} />,
  },
];

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const filtersOf = (sites: readonly SessionSite[]): Filter[] => [
  { param: 'state', label: 'State', options: options(LOAN_STATES) },
  { param: 'holder', label: DEVICE_HEADS.holder, options: options(BORROWERS) },
  { param: 'type', label: 'Kind', options: options(LOANS) },
  {
    param: 'site',
    label: 'Handed out at',
    options: sites.slice(0, 100).map(({ code, name }) => ({ value: code, label: name })),
  },
];

/** Who had which device from when to when, of the account's sites: still out and over. */
export function LoansPage(): ReactNode {
  const { sites, district } = useSession();
  const [url, set] = useUrlState();
  const chosen = useCurrentSite();
  // The site of the top bar is the default; a site in the address goes before it.
  const standing = url.site ? undefined : sites.find(({ id }) => id === chosen);
  const asked = loansQuery(standing ? { ...url, site: joinWords([standing.code]) } : url, sites);
  const filters = useMemo(() => filtersOf(sites), [sites]);
  const columns = useMemo(() => columnsOf(district.timeZone), [district.timeZone]);
  const reversed = endsBeforeItBegins(asked);
  const query = usePagedQuery<Loan>(
    ['loans', asked],
    (after, signal) =>
      ask(api.GET('/api/v1/loans', { params: { query: { ...asked, after } }, signal })).then(({ total, ...page }) => ({
        ...page,
        ...(total && { total }),
      })),
    { enabled: !reversed },
  );
  const clear = (): void => set(Object.fromEntries(Object.keys(url).map((name) => [name, null])));
  return (
    <Page
      title="Loans"
      lead="Still out and over, the last handed out first. A loan counts at the site that handed the device out, on each day from out to in; it is overdue once its due day or time has passed."
      actions={!reversed && <ExportMenu list="loans" query={asked} columns={columns} />}
    >
      <LoanDays query={asked} set={set} />
      <FilterBar filters={filters}>{standing && <span className={styles.muted}>At {standing.name}</span>}</FilterBar>
      <IgnoredNotice url={url} query={asked} />
      {reversed ? (
        <EmptyState
          title="The days end before they begin"
          action={
            <Button variant="default" onClick={() => set({ from: asked.until ?? null, until: asked.from ?? null })}>
              Swap the days
            </Button>
          }
        />
      ) : (
        <DataTable
          caption="Loans"
          columns={columns}
          query={query}
          rowId={({ id }) => id}
          empty={<NoLoans onClear={Object.keys(url).length > 0 ? clear : undefined} />}
        />
      )}
    </Page>
  );
}

function NoLoans({ onClear }: { onClear: (() => void) | undefined }): ReactNode {
  if (!onClear)
    return <EmptyState title="Nothing has been handed out yet">A loan begins with a check-out at the desk.</EmptyState>;
  return (
    <EmptyState
      title="No loan matches"
      action={
        <Button variant="default" onClick={onClear}>
          Clear filters
        </Button>
      }
    />
  );
}
