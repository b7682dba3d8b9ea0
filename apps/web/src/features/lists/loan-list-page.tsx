import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DoNotContact } from '../../components/clearance-badge.js';
import { Holder } from '../../components/holder.js';
import plain from '../../components/plain-table.module.css';
import { api, ask, type Dto } from '../../lib/api.js';
import { deviceName, LOANS, modelName } from '../../lib/device-words.js';
import { GRADES, gradeText } from '../../lib/person-words.js';
import { dayText } from '../../lib/time.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { grouped, lateText } from './groups.js';
import { ListFrame, useListSite } from './list-frame.js';
import styles from './lists.module.css';

type Listed = Dto<'ListedLoanDto'>;

const WORDS: Record<Dto<'LoanList'>, { title: string; lead: string; empty: string }> = {
  loaners: {
    title: 'Loaners out',
    lead: 'Day loans that are not back, by homeroom.',
    empty: 'Every day loan is back',
  },
  overdue: {
    title: 'Overdue',
    lead: 'Loans whose time has passed, by homeroom; days late are school days. A count of late returns bars nobody from a device.',
    empty: 'Nothing is overdue',
  },
};

/** What is to be chased in the morning, one table for each homeroom. */
export function LoanListPage(): ReactNode {
  const list: Dto<'LoanList'> = useLocation().pathname.endsWith('/overdue') ? 'overdue' : 'loaners';
  const { site } = useListSite();
  const [{ grade }, set] = useUrlState();
  const siteId = site?.id ?? '';
  const query = useQuery({
    queryKey: ['lists', list, siteId],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/lists/loans', { params: { query: { list, siteId } }, signal })),
    enabled: siteId !== '',
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
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
        <Homeroom key={group.heading} {...group} />
      ))}
    </ListFrame>
  );
}

function Homeroom({ heading, rows }: { heading: string; rows: Listed[] }): ReactNode {
  return (
    <section className={styles.group} aria-label={heading}>
      <div className={plain.scroll}>
        <table className={`${plain.table} ${styles.table}`}>
          <caption>
            {heading} · {rows.length}
          </caption>
          <thead>
            <tr>
              <th scope="col">Student</th>
              <th scope="col">Grade</th>
              <th scope="col">Device</th>
              <th scope="col">Loan</th>
              <th scope="col">Due</th>
              <th scope="col" data-align="right">
                School days late
              </th>
              <th scope="col" data-align="right">
                This year
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-print={!row.doNotContact}>
                <th scope="row">
                  <Holder holder={row.borrower} /> {row.doNotContact && <DoNotContact />}
                </th>
                <td>{gradeText(row.grade) ?? '–'}</td>
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
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
