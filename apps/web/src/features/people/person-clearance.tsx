import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ClearanceBadge } from '../../components/clearance-badge.js';
import { api, ask } from '../../lib/api.js';
import type { PersonDetail } from '../../lib/person-words.js';

/** Beside the name of somebody who left: clear, or what is owed, also to a school of the district; leads to the slip. */
export function PersonClearance({ person }: { person: PersonDetail }): ReactNode {
  const { data } = useQuery({
    queryKey: ['clearances', { personId: person.id }],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/clearances', { params: { query: { personId: person.id } }, signal })),
  });
  const standing = person.state === 'withdrawn' ? ['open', 'cleared', 'excepted'] : ['open'];
  const clearance = data?.items.findLast(({ state }) => standing.includes(state));
  if (!clearance) return null;
  return (
    <Link to="/clearances/$id" params={{ id: clearance.id }}>
      <ClearanceBadge {...clearance} />
    </Link>
  );
}
