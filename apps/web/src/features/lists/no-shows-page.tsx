import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask, type Dto } from '../../lib/api.js';
import { gradeText, sortName } from '../../lib/person-words.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { grouped } from './groups.js';
import { Group, ListFrame, useSchoolList } from './list-frame.js';

type NoShow = Dto<'NoShowDto'>;
const COLUMNS = [{ header: 'Student' }, { header: 'Number' }, { header: 'Reserved' }, { header: 'Roster' }] as const;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Students who are to take a device home and never got one: did they never come, or were they forgotten? */
export function NoShowsPage(): ReactNode {
  const [{ by = '' }, set] = useUrlState();
  const day = DAY.test(by) && { by };
  const query = useSchoolList(['no-shows', day], (siteId, signal) =>
    ask(api.GET('/api/v1/lists/no-shows', { params: { query: { siteId, ...day } }, signal })),
  );
  const groups = grouped(query.data?.items ?? [], ({ person }) =>
    [gradeText(person.grade) ?? 'No grade', person.homeroom].filter(Boolean).join(' · '),
  );
  return (
    <ListFrame
      title="No-shows"
      lead="On the roster for a device to take home, and nothing handed out this school year."
      empty="Everybody has had a device"
      query={query}
      filters={
        <TextInput
          type="date"
          label="Nothing handed out up to"
          value={by}
          onChange={(event) => set({ by: event.currentTarget.value || null }, { replace: true })}
        />
      }
    >
      {groups.map((group) => (
        <Group key={group.heading} heading={group.heading} count={group.rows.length} columns={COLUMNS}>
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
    <td>{person.temporary ? 'Temporary' : person.doNotContact ? 'Do not contact' : ''}</td>
  </tr>
);
