import { dayIn, DEVICE_STATES } from '@app/kernel';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useCurrentSite } from '../../app/current-site.js';
import { FilterBar, type Filter } from '../../components/filter-bar.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { stateLabel } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import type { Dto } from '../../lib/api.js';
import { CONDITIONS, HOLDS, modelName } from '../../lib/device-words.js';
import { modelsQuery } from '../../lib/model-queries.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { ColumnsMenu } from './columns-menu.js';
import { apiQuery, deviceQuery, isFiltered, type DeviceQuery } from './device-filter.js';
import { useDeviceList } from './device-queries.js';
import { DeviceTable } from './device-table.js';
import styles from './devices.module.css';
import { purchaseYears } from './filter-options.js';
import { lookQuery } from './list-look.js';
import { ViewLine } from './save-view.js';
import { SeenBefore } from './seen-before.js';
import { useViews, ViewTabs } from './view-tabs.js';
import { activeView, isModified } from './views.js';

const options = (labels: Record<string, string>): Filter['options'] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const filtersOf = (sites: SessionSite[], models: Dto<'ModelDto'>[]): Filter[] => {
  const siteOptions = sites.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }));
  return [
    { param: 'state', label: 'State', options: DEVICE_STATES.map((value) => ({ value, label: stateLabel(value) })) },
    { param: 'site', label: 'Site', options: siteOptions },
    { param: 'homeSite', label: 'Home site', options: siteOptions },
    { param: 'model', label: 'Model', options: models.map((model) => ({ value: model.id, label: modelName(model) })) },
    { param: 'condition', label: 'Condition', options: options(CONDITIONS) },
    { param: 'hold', label: 'Hold', options: options(HOLDS) },
    { param: 'holder', label: 'Holder', options: options({ person: 'A person', room: 'A room', none: 'Nobody' }) },
    { param: 'overdue', label: 'Loan', options: options({ true: 'overdue', false: 'not overdue' }) },
    { param: 'loanerPool', label: 'Pool', options: options({ true: 'loaners', false: 'no loaners' }) },
    { param: 'support', label: 'Updates', options: options({ past: 'ended' }) },
    { param: 'purchasedIn', label: 'Purchase year', options: purchaseYears(new Date().getFullYear()) },
    { param: 'elsewhere', label: 'Place', options: [{ value: 'true', label: 'away from its home site' }] },
  ];
};

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

/** The list by what the address says. */
export function FilteredDevices(): ReactNode {
  const { sites, district } = useSession();
  const [url, set] = useUrlState();
  const { data: models = [] } = useQuery(modelsQuery);
  const today = dayIn(district.timeZone, new Date());
  const asked = deviceQuery(url, today);
  const { site, standing } = useStanding();
  const views = useViews();
  const view = activeView(views, url);
  const wanted = standing(asked);
  const query = useDeviceList(wanted, true);
  const filters = useMemo(() => filtersOf(sites, models), [sites, models]);
  return (
    <>
      <ViewTabs views={views} today={today} standing={standing} ready={!query.loading} />
      <div className={styles.tools}>
        <FilterBar filters={filters}>
          {site && wanted !== asked && <span className={styles.hint}>At {site.name}</span>}
          <SeenBefore value={asked.seenBefore} onChange={(day) => set({ seenBefore: day })} />
        </FilterBar>
        <span className={styles.viewLine}>
          <ViewLine view={view} modified={isModified(view, url)} />
          <ColumnsMenu />
        </span>
      </div>
      <IgnoredNotice url={url} query={{ ...asked, ...lookQuery(url) }} />
      <DeviceTable
        caption="Devices"
        query={query}
        listKey={JSON.stringify(wanted)}
        everything={query.total === null ? undefined : { count: query.total, selection: { query: apiQuery(wanted) } }}
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
