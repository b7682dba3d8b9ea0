import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Page } from '../../../components/page.js';
import { ErrorState, SkeletonRows } from '../../../components/states.js';
import { can, useSession, type Session } from '../../../lib/session.js';
import { useUrlState } from '../../../lib/use-url-state.js';
import styles from './policies.module.css';
import { PolicyBlock } from './policy-block.js';
import { policiesQuery } from './policy-queries.js';

/** Sites whose own choices the account may see here. */
const sitesOf = (session: Session): Session['sites'] =>
  session.sites.filter(({ id }) => can(session, 'policy:edit', id) || can(session, 'admin-log:read', id));

/** What the district decides, with dates: in force, planned, past. */
export function PoliciesPage(): ReactNode {
  const session = useSession();
  const [url, set] = useUrlState();
  const { data, error, refetch } = useQuery(policiesQuery);
  const sites = sitesOf(session);
  const site = sites.find(({ code }) => code === url.site);
  const place = (
    <NativeSelect
      label="Choices of the desk for"
      className={styles.place}
      value={site?.code ?? ''}
      data={[
        { value: '', label: 'Whole district' },
        ...sites.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
      ]}
      onChange={(event) => set({ site: event.currentTarget.value || null })}
    />
  );
  return (
    <Page
      title="Policies"
      lead="A change is planned for a day and never reaches back: what was decided keeps the rule it was decided by."
    >
      {!data && error ? (
        <ErrorState error={error} what="The policies" onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows />
      ) : (
        <div className={styles.stack}>
          {data.items.map((policy) => (
            <PolicyBlock
              key={policy.kind}
              policy={policy}
              today={data.today}
              site={policy.bySite ? (site ?? null) : null}
              place={policy.bySite ? place : null}
            />
          ))}
        </div>
      )}
    </Page>
  );
}
