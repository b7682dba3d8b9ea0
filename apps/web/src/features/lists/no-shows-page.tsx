import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask, type Dto } from '../../lib/api.js';
import { sortName } from '../../lib/person-words.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { grouped } from './groups.js';
import { Group, ListFrame, useSchoolList } from './list-frame.js';
import { gradeWord, listWord } from './list-words.js';

type NoShow = Dto<'NoShowDto'>;
const COLUMNS = [
  { id: 'student' },
  { id: 'number' },
  { id: 'reserved' },
  { id: 'roster', file: ['roster', 'contact'] },
] as const;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Students who are to take a device home and never got one: did they never come, or were they forgotten? */
export function NoShowsPage(): ReactNode {
  const [{ by = '' }, set] = useUrlState();
  const day = DAY.test(by) && { by };
  const query = useSchoolList(['no-shows', day], (siteId, signal) =>
    ask(api.GET('/api/v1/lists/no-shows', { params: { query: { siteId, ...day } }, signal })),
  );
  const groups = grouped(query.data?.items ?? [], ({ person }) =>
    [gradeWord(person.grade), person.homeroom].filter(Boolean).join(' · '),
  );
  const columns = COLUMNS.map(({ id }) => ({ header: listWord(id) }));
  return (
    <ListFrame
      list="no-shows"
      query={query}
      exported={{ list: 'no-shows', query: day || {}, columns: ['grade', 'homeroom', ...COLUMNS] }}
      filters={
        <TextInput
          type="date"
          label={listWord('no-shows.by')}
          value={by}
          onChange={(event) => set({ by: event.currentTarget.value || null }, { replace: true })}
        />
      }
    >
      {groups.map((group) => (
        <Group key={group.heading} heading={group.heading} count={group.rows.length} columns={columns}>
          {group.rows.map((row) => (
            <Row key={row.person.id} row={row} />
          ))}
        </Group>
      ))}
    </ListFrame>
  );
}

const Row = ({ row: { person, reservedTag } }: { row: NoShow }): ReactNode => (
  <tr data-print={!person.doNotContact}>
    <th scope="row">
      <Link to="/people/$id" params={{ id: person.id }}>
        {sortName(person)}
      </Link>
    </th>
    <td className="mono">{person.number}</td>
    <td className="mono">{reservedTag ?? '–'}</td>
    <td>{person.temporary ? listWord('temporary') : person.doNotContact ? listWord('do-not-contact') : ''}</td>
  </tr>
);
