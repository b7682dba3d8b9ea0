import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Block } from '../page.js';
import { api, ask } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import styles from './getting-started.module.css';

/** One row of each list tells whether a step is done. */
const startedQuery = {
  queryKey: ['getting-started'],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const params = { query: { limit: 1 } };
    const [people, devices, users] = await Promise.all([
      ask(api.GET('/api/v1/people', { params, signal })),
      ask(api.GET('/api/v1/devices', { params, signal })),
      ask(api.GET('/api/v1/accounts', { params: { query: { limit: 2 } }, signal })),
    ]);
    return { people: people.items.length > 0, devices: devices.items.length > 0, users: users.items.length > 1 };
  },
};

/** What a new district does first, in this order, and what of it is done. */
export function GettingStarted(): ReactNode {
  const { sites } = useSession();
  const { data } = useQuery(startedQuery);
  const steps: StepProps[] = [
    { done: sites.length > 0, to: '/admin/sites', title: 'Add your sites', why: 'people and devices belong to one' },
    { done: data?.people, to: '/imports/new', title: 'Import people', why: 'until then nothing can be handed out' },
    { done: data?.devices, to: '/imports/new', title: 'Import devices', why: 'or register them one by one' },
    { done: data?.users, to: '/admin/users', title: 'Add the other users', why: 'each with roles at their sites' },
    { to: '/admin/district', title: 'Look at the calendar', why: 'a daily loan is due when school closes' },
    { to: '/labels', title: 'Print labels', why: 'tags for devices, class lists, command cards for the desk' },
    { to: '/scan', title: 'Open Scan at the desk', why: 'name the computer: it is a station from then on' },
  ];
  return (
    <Block title="Getting started">
      <ol className={styles.steps}>
        {steps.map((step) => (
          <Step key={step.title} {...step} />
        ))}
      </ol>
    </Block>
  );
}

interface StepProps {
  /** Absent: nobody can tell. */
  done?: boolean;
  to: string;
  title: string;
  why: string;
}

const Step = ({ done, to, title, why }: StepProps): ReactNode => (
  <li data-done={done}>
    {done ? <IconCircleCheck size={20} role="img" aria-label="Done" /> : <IconCircle size={20} aria-hidden />}
    <span>
      <Link to={to as never}>{title}</Link>: {why}
    </span>
  </li>
);
