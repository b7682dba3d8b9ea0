import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { Page } from '../../components/page.js';
import { EmptyState, SkeletonRows } from '../../components/states.js';
import { can, useSession, type SessionSite } from '../../lib/session.js';
import { words } from '../../lib/device-words.js';
import { SiteCards, SiteCharts } from '../../components/site-numbers/site-numbers.js';
import { siteQuery } from '../../lib/site-queries.js';
import styles from './sites.module.css';

const CalendarBlock = lazy(async () => ({ default: (await import('./calendar-block.js')).CalendarBlock }));
const ProgramsBlock = lazy(async () => ({ default: (await import('./programs-block.js')).ProgramsBlock }));
const CartsBlock = lazy(async () => ({ default: (await import('./carts-block.js')).CartsBlock }));
const RoomsBlock = lazy(async () => ({ default: (await import('./rooms-block.js')).RoomsBlock }));

/** The site of the address, among those that the account sees. */
export function useSiteOfAddress(): SessionSite | undefined {
  const { code = '' } = useParams({ strict: false });
  return useSession().sites.find((site) => site.code.toLowerCase() === code.toLowerCase());
}

/** One site: is anything wrong, what is there, how it works. */
export function SitePage(): ReactNode {
  const site = useSiteOfAddress();
  return site ? <SiteDashboard key={site.id} site={site} /> : <NoSite />;
}

export const NoSite = (): ReactNode => (
  <Page title="No such site" area="Sites">
    <EmptyState title="There is no site with this code">
      It may be closed, or belong to sites that you do not see.
    </EmptyState>
  </Page>
);

function SiteDashboard({ site }: { site: SessionSite }): ReactNode {
  const session = useSession();
  const { data } = useQuery(siteQuery(site.id));
  const mayReadDevices = can(session, 'device:read', site.id);
  const mayEdit = can(session, 'site:edit', site.id);
  const about = data && [
    words(data.kind),
    data.lowGrade && data.highGrade && `grades ${data.lowGrade}–${data.highGrade}`,
    data.zone && `zone ${data.zone}`,
    data.address,
    data.phone,
  ];
  return (
    <Page
      title={site.name}
      area="Sites"
      crumbs={[{ label: 'Sites', href: '/sites' }]}
      beside={<span className={`mono ${styles.code}`}>{site.code}</span>}
      lead={about ? about.filter(Boolean).join(' · ') : '\u00a0'}
      actions={
        <>
          {can(session, 'person:read', site.id) && (
            <>
              <Button variant="default" component={Link} to="/sites/$code/moved" params={{ code: site.code } as never}>
                Moved
              </Button>
              <Button variant="default" component={Link} to="/lists/loaners" search={{ site: site.code } as never}>
                Lists
              </Button>
            </>
          )}
          {mayEdit && (
            <Button variant="default" component={Link} to="/admin/sites/$id" params={{ id: site.id } as never}>
              Settings
            </Button>
          )}
        </>
      }
    >
      {mayReadDevices && (
        <>
          <SiteCards site={site} />
          <SiteCharts site={site} />
        </>
      )}
      <Suspense fallback={<SkeletonRows rows={4} />}>
        <div className={styles.blocks}>
          <RoomsBlock siteId={site.id} siteCode={site.code} />
          <CartsBlock siteId={site.id} siteCode={site.code} />
          <ProgramsBlock siteId={site.id} />
          <CalendarBlock siteId={site.id} />
        </div>
      </Suspense>
    </Page>
  );
}
