import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import notes from '../../components/notes.module.css';
import { useCan } from '../../lib/session.js';
import { orgsQuery } from './roster-queries.js';
import { count, people } from './roster-words.js';
import { runSay, type Run } from './run-words.js';

/** Schools of the file that are no site here: their people would be refused, which is easier said before the run. */
export function UnknownSchools({ run }: { run: Run }): ReactNode {
  const mayRun = useCan('roster:run');
  const { data = [] } = useQuery({ ...orgsQuery(run.sourceId), enabled: mayRun });
  const unknown = data.filter((org) => org.unknown);
  if (unknown.length === 0) return null;
  const some = people(unknown.reduce((sum, org) => sum + org.people, 0));
  return (
    <p className={notes.warning}>
      {unknown.length === 1
        ? runSay('unknown.one', { people: some })
        : runSay('unknown', { n: count(unknown.length), people: some })}{' '}
      <Link to="/rosters/sources/$id/schools" params={{ id: run.sourceId }}>
        {runSay('unknown.link')}
      </Link>
    </p>
  );
}
