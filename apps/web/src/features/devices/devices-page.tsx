import { DEVICE_STATES } from '@app/kernel';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useCurrentSite } from '../../app/current-site.js';
import { DataTable } from '../../components/data-table.js';
import { FilterBar, type Filter } from '../../components/filter-bar.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { stateLabel } from '../../components/state-badge.js';
import type { Dto } from '../../lib/api.js';
import { useCan, useSession, type SessionSite } from '../../lib/session.js';
import { useHistoryText } from '../../lib/use-history-text.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { deviceColumns } from './device-columns.js';
import { deviceQuery, isFiltered } from './device-filter.js';
import { modelsQuery } from '../../lib/model-queries.js';
import { useDeviceList, useDeviceSearch } from './device-queries.js';
import { CONDITIONS, HOLDS, modelName } from '../../lib/device-words.js';
import styles from './devices.module.css';
import { purchaseYears } from './filter-options.js';
import { SeenBefore } from './seen-before.js';

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
    { param: 'purchasedIn', label: 'Purchase year', options: purchaseYears(new Date().getFullYear()) },
    { param: 'elsewhere', label: 'Place', options: [{ value: 'true', label: 'away from its home site' }] },
  ];
};

/** Every device of the account's sites: by filter from the address, or by what is typed. */
export function DevicesPage(): ReactNode {
  const mayRegister = useCan('device:register');
  const input = useHistoryText();
  return (
    <Page
      title="Devices"
      actions={
        mayRegister && (
          <Button renderRoot={(props) => <Link to="/devices/new" {...props} />} leftSection={<IconPlus size={16} />}>
            Device
          </Button>
        )
      }
    >
      <SearchBox input={input} />
      {input.query ? <FoundDevices q={input.query} onClear={() => input.flush('')} /> : <FilteredDevices />}
    </Page>
  );
}

const SearchBox = ({ input }: { input: ReturnType<typeof useHistoryText> }): ReactNode => (
  <TextInput
    className={styles.search}
    aria-label="Search devices"
    placeholder="Tag, former tag, serial, model, holder…"
    leftSection={<IconSearch size={16} aria-hidden />}
    autoComplete="off"
    spellCheck={false}
    value={input.text}
    onChange={(event) => input.setText(event.currentTarget.value)}
    onKeyDown={(event) => {
      if (event.key === 'Enter') input.flush(event.currentTarget.value);
      if (event.key === 'Escape') input.flush('');
    }}
  />
);

function FoundDevices({ q, onClear }: { q: string; onClear: () => void }): ReactNode {
  const { district } = useSession();
  const navigate = useNavigate();
  const site = useCurrentSite();
  const query = useDeviceSearch(q, site);
  const columns = useMemo(() => deviceColumns(district.timeZone, true), [district.timeZone]);
  return (
    <>
      <p className={styles.hint}>
        The best matches for “{q}”{site ? ' at the site chosen above' : ''}, the most certain first. Filters rest while
        you search.
      </p>
      <DataTable
        caption="Devices found"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/devices/$id', params: { id } })}
        empty={
          <EmptyState
            title={`No device matches “${q}”`}
            action={
              <Button variant="default" onClick={onClear}>
                Clear the search
              </Button>
            }
          >
            Tags and serials may be typed in part; one slip is forgiven.
          </EmptyState>
        }
      />
    </>
  );
}

function FilteredDevices(): ReactNode {
  const { district, sites } = useSession();
  const navigate = useNavigate();
  const [url, set] = useUrlState();
  const { data: models = [] } = useQuery(modelsQuery);
  const asked = deviceQuery(url);
  const chosen = useCurrentSite();
  // The site of the top bar is the default; a site in the address goes before it.
  const standing = asked.site || asked.homeSite ? undefined : sites.find(({ id }) => id === chosen);
  const query = useDeviceList(standing ? { ...asked, site: [standing.code] } : asked, true);
  const filters = useMemo(() => filtersOf(sites, models), [sites, models]);
  const columns = useMemo(() => deviceColumns(district.timeZone, false), [district.timeZone]);
  return (
    <>
      <FilterBar filters={filters}>
        {standing && <span className={styles.hint}>At {standing.name}</span>}
        <SeenBefore value={asked.seenBefore} onChange={(day) => set({ seenBefore: day })} />
      </FilterBar>
      <IgnoredNotice url={url} query={asked} />
      <DataTable
        caption="Devices"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/devices/$id', params: { id } })}
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
