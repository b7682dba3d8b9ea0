import { joinWords } from '@app/kernel';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import problemBox from '../../../components/form-problems.module.css';
import { api, ask, problemOf, type Problem } from '../../../lib/api.js';
import styles from '../admin.module.css';
import { useSiteChange, type Site } from './site-queries.js';

/** A site is closed, never deleted; only once nobody and nothing belongs to it. */
export function SiteClosing({ site }: { site: Site }): ReactNode {
  const { mutate, isPending, error } = useSiteChange(site.id, (active: boolean) =>
    ask(
      api.PATCH('/api/v1/sites/{id}', { params: { path: { id: site.id } }, body: { version: site.version, active } }),
    ),
  );
  return (
    <div className={styles.form}>
      <p className={styles.muted}>
        {site.active
          ? 'A closed site keeps its history and takes no new people, devices or rooms. Its people and devices move to other sites first.'
          : 'This site is closed: it keeps its history and takes no new people, devices or rooms.'}
      </p>
      {error && <Refusal problem={problemOf(error)} site={site} />}
      <Button variant="default" loading={isPending} onClick={() => mutate(!site.active)}>
        {site.active ? 'Close this site' : 'Open this site again'}
      </Button>
    </div>
  );
}

/** Lists of what stands in the way; without the link where there is no list. */
const LISTS: Record<string, { to: string; one: string }> = {
  people: { to: '/people', one: 'person' },
  devices: { to: '/devices', one: 'device' },
};

function Refusal({ problem, site }: { problem: Problem; site: Site }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [problem]);
  const counts = problem.code === 'site.in-use' ? Object.entries(problem.details ?? {}) : [];
  return (
    <div ref={box} tabIndex={-1} role="alert" className={problemBox.box}>
      {counts.length === 0 ? (
        <p>
          {problem.code === 'site.version-conflict'
            ? 'Somebody else changed this site meanwhile. It is loaded again: look at it, then decide.'
            : (problem.detail ?? problem.title)}
        </p>
      ) : (
        <>
          <p>The site cannot be closed yet. Move these first:</p>
          <ul>
            {counts.map(([noun, count]) => (
              <li key={noun}>
                <InTheWay noun={noun} count={Number(count)} code={site.code} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function InTheWay({ noun, count, code }: { noun: string; count: number; code: string }): ReactNode {
  const list = LISTS[noun] as (typeof LISTS)[string] | undefined;
  const text = `${count.toLocaleString('en-US')} ${count === 1 && list ? list.one : noun}`;
  if (!list) return text;
  return (
    <>
      <Link to={list.to} search={{ site: joinWords([code]) } as never}>
        {text}
      </Link>
      {noun === 'devices' && (
        <>
          , also{' '}
          <Link to="/devices" search={{ homeSite: code } as never}>
            those that live here
          </Link>
        </>
      )}
    </>
  );
}
