import { DEVICE_HEADS } from '@app/kernel';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar } from '../../components/filter-bar.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { dueText } from '../../lib/due-text.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { deviceName, LOANS, modelName } from '../../lib/device-words.js';
import { Holder } from '../../components/holder.js';
import { LoanEnd } from '../../components/loans.js';
import { NoSite, useSiteOfAddress } from './site-page.js';

type Loan = Dto<'PersonLoanDto'>;

const columnsOf = (timeZone: string): ExportedColumn<Loan, 'site-loans'>[] => [
  { id: 'overdue', header: 'Loan', card: 'first', cell: (loan) => <LoanEnd loan={loan} /> },
  {
    id: 'tag',
    header: DEVICE_HEADS.tag,
    card: 'first',
    cell: ({ device: { id, tag, serial } }) => (
      <Link to="/devices/$id" params={{ id }} className="mono">
        {deviceName({ tag, serial })}
      </Link>
    ),
  },
  { id: 'model', header: DEVICE_HEADS.model, cell: ({ device }) => modelName(device.model) },
  { id: 'holder', header: DEVICE_HEADS.holder, cell: ({ borrower }) => <Holder holder={borrower} /> },
  { id: 'type', header: 'Kind', cell: ({ type }) => LOANS[type] },
  { id: 'due', file: ['due', 'dueBy'], header: 'Due', card: 'labelled', cell: dueText },
  {
    id: 'since',
    header: 'Since',
    card: 'labelled',
    cell: ({ loanedAt }) => <RelativeTime at={loanedAt} timeZone={timeZone} />,
  },
];

const FILTERS = [{ param: 'overdue', label: 'Loan', options: [{ value: 'true', label: 'overdue' }] }];

/** What a site handed out and has not had back, the first due first. */
export function SiteLoansPage(): ReactNode {
  const site = useSiteOfAddress();
  return site ? <SiteLoans key={site.id} site={site} /> : <NoSite />;
}

function SiteLoans({ site }: { site: SessionSite }): ReactNode {
  const { timeZone } = useSession().district;
  const [url] = useUrlState();
  const overdue = url.overdue === 'true' ? true : undefined;
  const columns = useMemo(() => columnsOf(timeZone), [timeZone]);
  const query = usePagedQuery<Loan>(['site', site.id, 'loans', overdue], (after, signal) =>
    ask(api.GET('/api/v1/sites/{id}/loans', { params: { path: { id: site.id }, query: { overdue, after } }, signal })),
  );
  return (
    <Page
      title={overdue ? 'Overdue loans' : 'Open loans'}
      area={site.name}
      crumbs={[
        { label: 'Sites', href: '/sites' },
        { label: site.name, href: `/sites/${encodeURIComponent(site.code)}` },
      ]}
      actions={<ExportMenu list="site-loans" query={{ siteId: site.id, overdue }} columns={columns} />}
    >
      <FilterBar filters={FILTERS} />
      <IgnoredNotice url={url} query={overdue ? { overdue } : {}} />
      <DataTable
        caption="Open loans"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={<EmptyState title={overdue ? 'Nothing is overdue' : 'Nothing is out'} />}
      />
    </Page>
  );
}
