import { DEVICE_STATES } from '@app/kernel';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Filter } from '../../components/filter-bar.js';
import { stateLabel } from '../../components/state-badge.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { CONDITIONS, HOLDS, modelName } from '../../lib/device-words.js';
import { modelsQuery } from '../../lib/model-queries.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { roomsQuery } from '../../lib/site-queries.js';
import { purchaseYears } from './filter-options.js';

const programsQuery = queryOptions({
  queryKey: ['device-programs'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/device-programs', { signal })),
  staleTime: 60_000,
});

const sourcesQuery = queryOptions({
  queryKey: ['funding-sources'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/funding-sources', { signal })),
  staleTime: 60_000,
});

const options = (labels: Record<string, string>): Filter['options'] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

interface Parts {
  sites: SessionSite[];
  models: Dto<'ModelDto'>[];
  programs: string[];
  sources: Dto<'FundingSourceDto'>[];
  rooms: Dto<'RoomDto'>[];
}

const NONE = { value: '-', label: 'none' };

const filtersOf = ({ sites, models, programs, sources, rooms }: Parts): Filter[] => {
  const siteOptions = sites.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }));
  const states = DEVICE_STATES.map((value) => ({ value, label: stateLabel(value) }));
  const modelOptions = models.map((model) => ({ value: model.id, label: modelName(model) }));
  const places = rooms.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }));
  const named = programs.map((program) => ({ value: program, label: program }));
  const paid = sources.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }));
  return [
    { param: 'state', not: 'stateNot', label: 'State', options: states },
    { param: 'site', not: 'siteNot', label: 'Site', options: siteOptions },
    { param: 'homeSite', label: 'Home site', options: siteOptions },
    ...(places.length > 0 ? [{ param: 'room', label: 'Room', options: places }] : []),
    { param: 'model', not: 'modelNot', label: 'Model', options: modelOptions },
    { param: 'condition', not: 'conditionNot', label: 'Condition', options: options(CONDITIONS) },
    { param: 'hold', not: 'holdNot', label: 'Hold', options: options(HOLDS) },
    {
      ...{ param: 'holder', label: 'Holder' },
      options: options({ person: 'A person', room: 'A room', cart: 'A cart', none: 'Nobody' }),
    },
    { param: 'overdue', label: 'Loan', options: options({ true: 'overdue', false: 'not overdue' }) },
    { param: 'loanerPool', label: 'Pool', options: options({ true: 'loaners', false: 'no loaners' }) },
    { param: 'program', not: 'programNot', label: 'Program', options: [...named, NONE] },
    { param: 'funding', not: 'fundingNot', label: 'Funding', options: [...paid, NONE] },
    { param: 'support', label: 'Updates', options: options({ past: 'ended' }) },
    { param: 'purchasedIn', label: 'Purchase year', options: purchaseYears(new Date().getFullYear()) },
    { param: 'elsewhere', label: 'Place', options: [{ value: 'true', label: 'away from its home site' }] },
    {
      ...{ param: 'accessory', label: 'Kind' },
      options: options({ false: 'a device', true: 'a charger or other accessory' }),
    },
  ];
};

/** The filters of the list of devices. Rooms are those of the site that is looked at; of several sites they are too many. */
export function useDeviceFilters(siteCodes: readonly string[] = []): Filter[] {
  const { sites } = useSession();
  const only = siteCodes.length === 1 ? sites.find(({ code }) => code === siteCodes[0]) : undefined;
  const { data: models } = useQuery(modelsQuery);
  const { data: programs } = useQuery(programsQuery);
  const { data: sources } = useQuery(sourcesQuery);
  const { data: rooms } = useQuery({ ...roomsQuery(only?.id ?? ''), enabled: only !== undefined });
  return useMemo(
    () =>
      filtersOf({
        sites,
        models: models ?? [],
        programs: programs?.items ?? [],
        sources: sources?.items ?? [],
        rooms: only ? (rooms ?? []) : [],
      }),
    [sites, models, programs, sources, rooms, only],
  );
}
