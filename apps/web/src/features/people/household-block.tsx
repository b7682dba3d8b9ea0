import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Block } from '../../components/page.js';
import { api, ask } from '../../lib/api.js';
import { fullName, gradeText, type PersonDetail } from '../../lib/person-words.js';
import { can, useSession } from '../../lib/session.js';
import styles from './people.module.css';

/** Who shares a guardian: the device in hand may be a sister's. */
export function HouseholdBlock({ person }: { person: PersonDetail }): ReactNode {
  const session = useSession();
  const mayAsk = person.guardianCount > 0 && person.sites.some((site) => can(session, 'person:contacts', site.id));
  const { data } = useQuery({
    queryKey: ['person', person.id, 'household'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/people/{id}/household', { params: { path: { id: person.id } }, signal })),
    enabled: mayAsk,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  if (!mayAsk || !data || data.items.length === 0) return null;
  return (
    <Block title="Household">
      <ul className={styles.guardians}>
        {data.items.map((each) => (
          <li key={each.id}>
            <Link to="/people/$id" params={{ id: each.id }}>
              {fullName(each)}
            </Link>{' '}
            {[gradeText(each.grade), each.homeroom, each.site?.code].filter(Boolean).join(' · ')}
          </li>
        ))}
      </ul>
    </Block>
  );
}
