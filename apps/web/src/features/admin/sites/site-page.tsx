import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../../components/not-found-page.js';
import { Block, Page } from '../../../components/page.js';
import { Badge } from '../../../components/state-badge.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../../components/states.js';
import { problemOf } from '../../../lib/api.js';
import { useCan } from '../../../lib/session.js';
import { siteQuery } from '../../../lib/site-queries.js';
import { useUrlState } from '../../../lib/use-url-state.js';
import styles from '../admin.module.css';
import { schoolYearsQuery } from '../../../lib/school-years.js';
import { districtQuery } from '../district-queries.js';
import { yearLine } from '../school-year-form.js';
import { SiteCarts } from './site-carts.js';
import { SiteCalendar } from './site-calendar.js';
import { SiteClosing } from './site-closing.js';
import { SiteCodeRules } from './site-code-rules.js';
import { SiteDetails } from './site-details.js';
import { SitePrograms } from './site-programs.js';
import type { Site } from './site-queries.js';
import { SiteRooms } from './site-rooms.js';

/** One site as it is set up. */
export function AdminSitePage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(siteQuery(id));
  if (!data && error)
    return [400, 404].includes(problemOf(error).status) ? (
      <NotFoundPage />
    ) : (
      <ErrorState page error={error} what="The site" onRetry={() => void refetch()} />
    );
  if (!data) return <SkeletonRows />;
  return (
    <Page
      title={data.name}
      area="Site settings"
      crumbs={[{ label: 'Site settings', href: '/admin/sites' }]}
      beside={!data.active && <Badge tone="grey">Closed</Badge>}
      lead={<Lead site={data} />}
    >
      <div className={styles.blocks} key={data.id}>
        <div className={styles.stack}>
          <Block title="Details">
            <SiteDetails site={data} />
          </Block>
          <Block title={data.active ? 'Close the site' : 'Closed'}>
            <SiteClosing site={data} />
          </Block>
        </div>
        <div className={styles.stack}>
          <SiteRooms site={data} />
          <SiteCarts site={data} />
          <SiteCodeRules site={data} />
          <OfTheYear site={data} />
        </div>
      </div>
    </Page>
  );
}

function Lead({ site }: { site: Site }): ReactNode {
  const mayReadLog = useCan('admin-log:read');
  return (
    <>
      {site.active && (
        <Link to="/sites/$code" params={{ code: site.code }}>
          The site’s page
        </Link>
      )}
      {mayReadLog && (
        <>
          {site.active && ' · '}
          <Link to="/log/changes" search={{ kind: 'site', record: site.id } as never}>
            who changed what
          </Link>
        </>
      )}
    </>
  );
}

/** Programs and calendar hold for a school year. */
function OfTheYear({ site }: { site: Site }): ReactNode {
  const { data: years, error, refetch } = useQuery(schoolYearsQuery);
  const { data: district } = useQuery(districtQuery);
  const [url, set] = useUrlState();
  if (!years && error) return <ErrorState error={error} what="The school years" onRetry={() => void refetch()} />;
  if (!years || !district) return <SkeletonRows rows={4} />;
  const current = years.find(({ startsOn, endsOn }) => startsOn <= district.today && district.today <= endsOn);
  const year = years.find(({ id }) => id === url.year) ?? current ?? years.at(0);
  if (!year)
    return (
      <EmptyState title="There is no school year yet">
        <Link to="/admin/district">Add one on the district’s page</Link>: programs and days off belong to a year.
      </EmptyState>
    );
  return (
    <>
      <NativeSelect
        label="School year of the programs and days below"
        value={year.id}
        onChange={(event) => set({ year: event.currentTarget.value })}
        data={years.map((each) => ({ value: each.id, label: yearLine(each, each.id === current?.id) }))}
      />
      <SitePrograms key={`programs ${year.id}`} site={site} year={year} years={years} />
      <SiteCalendar key={`calendar ${year.id}`} site={site} year={year} />
    </>
  );
}
