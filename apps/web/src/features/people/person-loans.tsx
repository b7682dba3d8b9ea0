import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type Column } from '../../components/data-table.js';
import { StateBadge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { dueText } from '../../lib/due-text.js';
import { useSession } from '../../lib/session.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { CONDITIONS, deviceName, LOANS, modelName } from '../../lib/device-words.js';
import { LoanEnd, loanedSince, loanSpan } from '../../components/loans.js';

export type PersonLoan = Dto<'PersonLoanDto'>;

const device: Column<PersonLoan> = {
  id: 'device',
  header: 'Device',
  card: 'first',
  cell: ({ device: { id, tag, serial } }) => (
    <Link to="/devices/$id" params={{ id }} className="mono">
      {deviceName({ tag, serial })}
    </Link>
  ),
};
const model: Column<PersonLoan> = { id: 'model', header: 'Model', cell: ({ device: each }) => modelName(each.model) };

const outColumns = (timeZone: string): Column<PersonLoan>[] => [
  {
    id: 'state',
    header: 'State',
    card: 'first',
    cell: ({ device: each }) => <StateBadge state={each.state} />,
  },
  device,
  model,
  loanedSince('Since', timeZone),
  { id: 'due', header: 'Due', card: 'labelled', cell: dueText },
  { id: 'condition', header: 'Condition', card: 'none', cell: ({ device: each }) => CONDITIONS[each.condition] },
  { id: 'end', header: 'Loan', cell: (loan) => (loan.overdue ? <LoanEnd loan={loan} /> : LOANS[loan.type]) },
];

const pastColumns = (timeZone: string): Column<PersonLoan>[] => [
  device,
  model,
  { id: 'type', header: 'Loan', cell: ({ type }) => LOANS[type] },
  ...loanSpan(timeZone),
  { id: 'end', header: 'Ended', cell: (loan) => <LoanEnd loan={loan} /> },
];

/** What somebody has, or had. */
export function PersonLoans({ personId, open }: { personId: string; open: boolean }): ReactNode {
  const { timeZone } = useSession().district;
  const columns = useMemo(() => (open ? outColumns(timeZone) : pastColumns(timeZone)), [open, timeZone]);
  const query = usePagedQuery<PersonLoan>(['person', personId, 'loans', open], (after, signal) =>
    ask(api.GET('/api/v1/people/{id}/loans', { params: { path: { id: personId }, query: { open, after } }, signal })),
  );
  return (
    <DataTable
      caption={open ? 'Devices out now' : 'Loans that are over'}
      columns={columns}
      query={query}
      rowId={({ id }) => id}
      empty={<EmptyState title={open ? 'No device out' : 'No earlier loans'} />}
    />
  );
}
