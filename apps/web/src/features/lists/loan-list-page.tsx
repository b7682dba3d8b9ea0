import { NativeSelect } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DoNotContact } from '../../components/clearance-badge.js';
import { Holder } from '../../components/holder.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { deviceName, LOANS, modelName } from '../../lib/device-words.js';
import { GRADES } from '../../lib/person-words.js';
import { dayText } from '../../lib/time.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { grouped, lateText } from './groups.js';
import { Group, ListFrame, useSchoolList } from './list-frame.js';

type Listed = Dto<'ListedLoanDto'>;

const WORDS: Record<Dto<'LoanList'>, { title: string; lead: string; empty: string }> = {
  loaners: {
    title: 'Loaners out',
    lead: 'Day and in-school loans that are not back, by homeroom: due when school closes.',
    empty: 'Every day and in-school loan is back',
  },
  overdue: {
    title: 'Overdue',
    lead: 'Loans whose time has passed, by homeroom; days late are school days. A count of late returns bars nobody from a device.',
    empty: 'Nothing is overdue',
  },
};

const COLUMNS = [
  { header: 'Student' },
  { header: 'Grade' },
  { header: 'Device' },
  { header: 'Loan' },
  { header: 'Due' },
  { header: 'School days late', align: 'right' },
  { header: 'This year', align: 'right' },
] as const;

/** What is to be chased in the morning, one table for each homeroom. */
export function LoanListPage(): ReactNode {
  const list: Dto<'LoanList'> = useLocation().pathname.endsWith('/overdue') ? 'overdue' : 'loaners';
  const [{ grade }, set] = useUrlState();
  const query = useSchoolList([list], (siteId, signal) =>
    ask(api.GET('/api/v1/lists/loans', { params: { query: { list, siteId } }, signal })),
  );
  const rows = query.data?.items.filter((row) => !grade || row.grade === grade) ?? [];
  const data = query.data && { items: rows, capped: query.data.capped };
  return (
    <ListFrame
      {...WORDS[list]}
      query={{ ...query, data }}
      filters={
        <NativeSelect
          aria-label="Grade"
          value={grade ?? ''}
          data={[
            { value: '', label: 'All grades' },
            ...GRADES.map((each) => ({ value: each, label: `Grade ${each}` })),
          ]}
          onChange={(event) => set({ grade: event.currentTarget.value || null })}
        />
      }
    >
      {grouped(rows, ({ homeroom }) => homeroom ?? 'No homeroom').map((group) => (
        <Group key={group.heading} heading={group.heading} count={group.rows.length} columns={COLUMNS}>
          {group.rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </Group>
      ))}
    </ListFrame>
  );
}

const Row = ({ row }: { row: Listed }): ReactNode => (
  <tr data-print={!row.doNotContact}>
    <th scope="row">
      <Holder holder={row.borrower} /> {row.doNotContact && <DoNotContact />}
    </th>
    <td>{row.grade ?? '–'}</td>
    <td>
      <Link to="/devices/$id" params={{ id: row.device.id }} className="mono">
        {deviceName(row.device)}
      </Link>{' '}
      {modelName(row.device.model)}
    </td>
    <td>{LOANS[row.type]}</td>
    <td>{dayText(row.dueOn)}</td>
    <td data-align="right">{row.overdue ? row.daysLate : '–'}</td>
    <td data-align="right">{lateText(row.lateReturns)}</td>
  </tr>
);
