import { NativeSelect } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeviceTag } from '../../components/device-tag.js';
import { Holder } from '../../components/holder.js';
import { Badge } from '../../components/state-badge.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { modelName } from '../../lib/device-words.js';
import { dueText } from '../../lib/due-text.js';
import { wordsIn } from '../../lib/language.js';
import { GRADES } from '../../lib/person-words.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { grouped } from './groups.js';
import { Group, ListFrame, useSchoolList } from './list-frame.js';
import { deviceWord, gradeWord, lateText, listWord, LOAN_WORDS } from './list-words.js';

type Listed = Dto<'ListedLoanDto'>;

const COLUMNS = [
  { id: 'student', file: ['student', 'contact'] },
  { id: 'grade' },
  { id: 'device', file: ['tag', 'model'] },
  { id: 'loan' },
  { id: 'due', file: ['due', 'dueBy'] },
  { id: 'late', align: 'right' },
  { id: 'year', align: 'right' },
] as const;

/** What is to be chased in the morning, one table for each homeroom. */
export function LoanListPage(): ReactNode {
  const list: Dto<'LoanList'> = useLocation().pathname.endsWith('/overdue') ? 'overdue' : 'loaners';
  const [{ grade }, set] = useUrlState();
  const query = useSchoolList([list], (siteId, signal) =>
    ask(api.GET('/api/v1/lists/loans', { params: { query: { list, siteId } }, signal })),
  );
  const columns = COLUMNS.map(({ id, ...column }) => ({ header: listWord(id), ...column }));
  const rows = query.data?.items.filter((row) => !grade || row.grade === grade) ?? [];
  const data = query.data && { items: rows, capped: query.data.capped };
  return (
    <ListFrame
      list={list}
      query={{ ...query, data }}
      exported={{ list: `morning-${list}`, query: grade ? { grade } : {}, columns: ['homeroom', ...COLUMNS] }}
      filters={
        <NativeSelect
          aria-label={listWord('grade')}
          value={grade ?? ''}
          data={[
            { value: '', label: listWord('grade.all') },
            ...GRADES.map((each) => ({ value: each, label: gradeWord(each) })),
          ]}
          onChange={(event) => set({ grade: event.currentTarget.value || null })}
        />
      }
    >
      {grouped(rows, ({ homeroom }) => homeroom ?? listWord('homeroom')).map((group) => (
        <Group key={group.heading} heading={group.heading} count={group.rows.length} columns={columns}>
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
      <Holder holder={row.borrower} /> {row.doNotContact && <Badge tone="red">{listWord('do-not-contact')}</Badge>}
    </th>
    <td>{row.grade ?? '–'}</td>
    <td>
      <DeviceTag id={row.device.id}>{deviceWord(row.device)}</DeviceTag> {modelName(row.device.model)}
    </td>
    <td>{wordsIn(LOAN_WORDS[row.type])}</td>
    <td>{dueText(row)}</td>
    <td data-align="right">{row.overdue ? row.daysLate : '–'}</td>
    <td data-align="right">{lateText(row.lateReturns)}</td>
  </tr>
);
