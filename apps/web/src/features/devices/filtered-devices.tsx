import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCurrentSite } from '../../lib/current-site.js';
import { useDeviceFilters } from '../../components/device-filters/use-device-filters.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar } from '../../components/filter-bar.js';
import { LabelsLink } from '../../components/labels-link.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { EmptyState } from '../../components/states.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { todayIn } from '../../lib/time.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { listSearch } from './bulk-bar.js';
import { ColumnsMenu } from './columns-menu.js';
import { apiQuery, deviceQuery, isFiltered, type DeviceQuery } from './device-filter.js';
import { useDeviceList } from './device-queries.js';
import { DeviceTable } from './device-table.js';
import styles from './devices.module.css';
import { LastSeen } from './last-seen.js';
import { fileColumns, lookQuery } from './list-look.js';
import { ViewLine } from './save-view.js';
import { countQuery, MOST_COUNTED } from './view-queries.js';
import { useViews, ViewTabs } from './view-tabs.js';
import { activeView, isModified } from './views.js';

/** The site of the top bar is the default; a site in the address goes before it. */
function useStanding(): { site: SessionSite | undefined; standing: (query: DeviceQuery) => DeviceQuery } {
  const { sites } = useSession();
  const chosen = useCurrentSite();
  const site = sites.find(({ id }) => id === chosen);
  return {
    site,
    standing: (query) => (site && !query.site && !query.homeSite ? { ...query, site: [site.code] } : query),
  };
}

/** The list itself counts no further; what has more is counted beside it. */
const LISTED_TO = 1000;

/** The list by what the address says. */
export function FilteredDevices(): ReactNode {
  const { district } = useSession();
  const [url, set] = useUrlState();
  const today = todayIn(district.timeZone);
  const asked = deviceQuery(url, today);
  const { site, standing } = useStanding();
  const views = useViews();
  const view = activeView(views, url);
  const wanted = standing(asked);
  const listed = useDeviceList(wanted, true);
  const { data: exact } = useQuery({ ...countQuery(wanted), enabled: listed.total === LISTED_TO });
  const query =
    exact === undefined ? listed : { ...listed, total: Math.min(exact, MOST_COUNTED), countedTo: MOST_COUNTED };
  const count = listed.total === LISTED_TO ? (exact ?? null) : listed.total;
  const filters = useDeviceFilters(wanted);
  return (
    <>
      <ViewTabs views={views} today={today} standing={standing} ready={!query.loading} />
      <div className={styles.tools}>
        <FilterBar filters={filters}>
          {site && wanted !== asked && <span className={styles.hint}>At {site.name}</span>}
          <LastSeen
            value={asked}
            onChange={({ seenBefore = null, seenAfter = null }) => set({ seenBefore, seenAfter })}
          />
        </FilterBar>
        <span className={styles.viewLine}>
          <ViewLine view={view} modified={isModified(view, url)} />
          <ColumnsMenu />
          <LabelsLink small search={{ kind: 'device', ...listSearch(apiQuery(wanted)) }}>
            Print labels
          </LabelsLink>
          <ExportMenu small list="devices" query={wanted} columns={fileColumns(url)} />
        </span>
      </div>
      <IgnoredNotice url={url} query={{ ...asked, ...lookQuery(url) }} />
      <DeviceTable
        caption="Devices"
        query={query}
        listKey={JSON.stringify(wanted)}
        everything={listed.total === null ? undefined : { count, selection: { query: apiQuery(wanted) } }}
        sort={asked.sort ?? 'tag'}
        onSort={(sort) => set({ sort })}
        empty={<NoDevices filtered={isFiltered(asked)} />}
      />
    </>
  );
}

function NoDevices({ filtered }: { filtered: boolean }): ReactNode {
  const navigate = useNavigate();
  if (filtered)
    return (
      <EmptyState
        title="No device matches these filters"
        action={
          <Button variant="default" onClick={() => void navigate({ to: '/devices' })}>
            Clear filters
          </Button>
        }
      />
    );
  return (
    <EmptyState
      title="No devices yet"
      action={<Button renderRoot={(props) => <Link to="/imports" {...props} />}>Import a file</Button>}
    >
      Devices come from a CSV file, or one by one.
    </EmptyState>
  );
}
