import { CONDITIONS, DEVICE_STATES, HOLDS, stateLabel } from '@app/kernel';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Filter } from '../filter-bar.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { modelName } from '../../lib/device-words.js';
import { language } from '../../lib/language.js';
import { modelsQuery } from '../../lib/model-queries.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { roomsQuery } from '../../lib/site-queries.js';
import { filterSay } from './device-filter-words.js';
import { dueYears, HOLDERS, purchaseYears } from './filter-options.js';

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

const filtersOf = ({ sites, models, programs, sources, rooms }: Parts): Filter[] => {
  const say = filterSay;
  const none = { value: '-', label: say('none') };
  const siteOptions = sites.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }));
  const states = DEVICE_STATES.map((value) => ({ value, label: stateLabel(value, language()) }));
  const conditions = CONDITIONS.map((value) => ({ value, label: say(`condition.${value}`) }));
  const holds = HOLDS.map((value) => ({ value, label: say(`hold.${value}`) }));
  const modelOptions = models.map((model) => ({ value: model.id, label: modelName(model) }));
  const places = rooms.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }));
  const named = programs.map((program) => ({ value: program, label: program }));
  const paid = sources.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }));
  const holders = HOLDERS.map((value) => ({ value, label: say(`holder.${value}`) }));
  return [
    { param: 'state', not: 'stateNot', label: say('state'), options: states },
    { param: 'site', not: 'siteNot', label: say('site'), options: siteOptions },
    { param: 'homeSite', not: 'homeSiteNot', label: say('homeSite'), options: siteOptions },
    ...(places.length > 0 ? [{ param: 'room', not: 'roomNot', label: say('room'), options: places }] : []),
    { param: 'model', not: 'modelNot', label: say('model'), options: modelOptions },
    { param: 'condition', not: 'conditionNot', label: say('condition'), options: conditions },
    { param: 'hold', not: 'holdNot', label: say('hold'), options: holds },
    { param: 'holder', not: 'holderNot', label: say('holder'), options: holders },
    flagged('overdue', say('loan'), say('loan.overdue'), say('loan.not-overdue')),
    flagged('loanerPool', say('pool'), say('pool.loaners'), say('pool.no-loaners')),
    { param: 'program', not: 'programNot', label: say('program'), options: [...named, none] },
    { param: 'funding', not: 'fundingNot', label: say('funding'), options: [...paid, none] },
    { param: 'support', label: say('updates'), options: options({ past: say('updates.ended') }) },
    {
      ...{ param: 'purchasedIn', label: say('purchased') },
      options: [...purchaseYears(new Date().getFullYear()), { value: 'unknown', label: say('purchased.unknown') }],
    },
    {
      ...{ param: 'dueIn', label: say('due') },
      options: [{ value: 'now', label: say('due.now') }, ...dueYears(new Date().getFullYear())],
    },
    { param: 'elsewhere', label: say('place'), options: options({ true: say('place.elsewhere') }) },
    {
      ...{ param: 'accessory', label: say('kind') },
      options: options({ false: say('kind.device'), true: say('kind.accessory') }),
    },
  ];
};

const flagged = (param: string, label: string, yes: string, no: string): Filter => ({
  ...{ param, label },
  options: options({ true: yes, false: no }),
});

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
