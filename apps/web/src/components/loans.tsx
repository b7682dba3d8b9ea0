import { dayIn, daysBetween } from '@app/kernel';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type Column } from './data-table.js';
import { Badge } from './state-badge.js';
import { EmptyState } from './states.js';
import { RelativeTime } from './time.js';
import { api, ask, type Dto } from '../lib/api.js';
import { dueText } from '../lib/due-text.js';
import { useSession } from '../lib/session.js';
import { usePagedQuery } from '../lib/use-paged-query.js';
import { LOANS } from '../lib/device-words.js';
import { Holder } from './holder.js';

type Loan = Dto<'LoanDto'>;

const ENDS: Record<NonNullable<Loan['closedAs']>, string> = {
  returned: 'Returned',
  forced: 'Handed to somebody else',
  lost: 'Lost',
  corrected: 'Taken back',
};

/** Open, overdue, or how it ended. */
export const LoanEnd = ({ loan }: { loan: Loan }): ReactNode =>
  loan.returnedAt === null ? (
    <Badge tone={loan.overdue ? 'red' : 'blue'}>{loan.overdue ? 'Overdue' : 'Out'}</Badge>
  ) : (
    <span>{loan.closedAs ? ENDS[loan.closedAs] : 'Returned'}</span>
  );

/** Whole days that a loan lasted, or lasts; one that began and ended on one day counts as one. */
const loanDays = ({ loanedAt, returnedAt }: Loan, timeZone: string): number =>
  Math.max(1, daysBetween(dayIn(timeZone, loanedAt), dayIn(timeZone, returnedAt ?? new Date())));

export const loanedSince = (header: string, timeZone: string): Column<Loan> => ({
  id: 'from',
  header,
  card: 'labelled',
  cell: ({ loanedAt }) => <RelativeTime at={loanedAt} timeZone={timeZone} />,
});

/** From when to when, and how long. */
export const loanSpan = (timeZone: string): Column<Loan>[] => [
  loanedSince('From', timeZone),
  {
    id: 'to',
    header: 'To',
    card: 'labelled',
    cell: ({ returnedAt }) => <RelativeTime at={returnedAt} timeZone={timeZone} />,
  },
  {
    id: 'days',
    header: 'Days',
    align: 'right',
    card: 'labelled',
    cell: (loan) => loanDays(loan, timeZone).toLocaleString(),
  },
];

const columnsOf = (timeZone: string): Column<Loan>[] => [
  { id: 'who', header: 'Who', card: 'first', cell: ({ borrower }) => <Holder holder={borrower} /> },
  { id: 'type', header: 'Loan', cell: ({ type }) => LOANS[type] },
  ...loanSpan(timeZone),
  { id: 'due', header: 'Due', card: 'none', cell: dueText },
  { id: 'site', header: 'Site', card: 'none', cell: ({ site }) => site.code },
  { id: 'end', header: 'Ended', cell: (loan) => <LoanEnd loan={loan} /> },
];

/** Who had the device, from when to when. */
export function LoansTab({ deviceId }: { deviceId: string }): ReactNode {
  const { timeZone } = useSession().district;
  const columns = useMemo(() => columnsOf(timeZone), [timeZone]);
  const query = usePagedQuery<Loan>(['device', deviceId, 'loans'], (after, signal) =>
    ask(api.GET('/api/v1/devices/{id}/loans', { params: { path: { id: deviceId }, query: { after } }, signal })),
  );
  return (
    <DataTable
      caption="People who had this device"
      columns={columns}
      query={query}
      rowId={({ id }) => id}
      empty={<EmptyState title="Nobody has had this device yet" />}
    />
  );
}
