import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import plain from '../../components/plain-table.module.css';
import { api, ask, type Dto } from '../../lib/api.js';
import { gradeText, sortName } from '../../lib/person-words.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { grouped } from './groups.js';
import { ListFrame, useListSite } from './list-frame.js';
import styles from './lists.module.css';

type NoShow = Dto<'NoShowDto'>;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Students who are to take a device home and never got one: did they never come, or were they forgotten? */
export function NoShowsPage(): ReactNode {
  const { site } = useListSite();
  const [{ by = '' }, set] = useUrlState();
  const siteId = site?.id ?? '';
  const asked = { siteId, ...(DAY.test(by) && { by }) };
  const query = useQuery({
    queryKey: ['lists', 'no-shows', asked],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/lists/no-shows', { params: { query: asked }, signal })),
    enabled: siteId !== '',
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
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
          aria-label="Nothing handed out up to"
          value={by}
          onChange={(event) => set({ by: event.currentTarget.value || null }, { replace: true })}
        />
      }
    >
      {groups.map((group) => (
        <Class key={group.heading} {...group} />
      ))}
    </ListFrame>
  );
}

function Class({ heading, rows }: { heading: string; rows: NoShow[] }): ReactNode {
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
              <th scope="col">Number</th>
              <th scope="col">Reserved</th>
              <th scope="col">Roster</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ person, reservedTag }) => (
              <tr key={person.id} data-print={!person.doNotContact}>
                <th scope="row">
                  <Link to="/people/$id" params={{ id: person.id }}>
                    {sortName(person)}
                  </Link>
                </th>
                <td className="mono">{person.number}</td>
                <td className="mono">{reservedTag ?? '–'}</td>
                <td>{person.temporary ? 'Temporary' : person.doNotContact ? 'Do not contact' : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
