import { CONDITIONS, DEVICE_STATES, HOLDS, isId, stateLabel } from '@app/kernel';
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Filter } from '../filter-bar.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { modelName } from '../../lib/device-words.js';
import { language } from '../../lib/language.js';
import { modelsQuery } from '../../lib/model-queries.js';
import { useSession, type SessionSite } from '../../lib/session.js';
import { roomQuery, roomsQuery } from '../../lib/site-queries.js';
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

type Room = Dto<'RoomDto'>;

interface Parts {
  sites: SessionSite[];
  models: Dto<'ModelDto'>[];
  programs: string[];
  sources: Dto<'FundingSourceDto'>[];
  rooms: Room[];
  /** Of whichever site, out of use perhaps. */
  others: Room[];
}

const filtersOf = ({ sites, models, programs, sources, rooms, others }: Parts): Filter[] => {
  const say = filterSay;
  const none = { value: '-', label: say('none') };
  const siteOptions = sites.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }));
  const states = DEVICE_STATES.map((value) => ({ value, label: stateLabel(value, language()) }));
  const conditions = CONDITIONS.map((value) => ({ value, label: say(`condition.${value}`) }));
  const holds = HOLDS.map((value) => ({ value, label: say(`hold.${value}`) }));
  const modelOptions = models.map((model) => ({ value: model.id, label: modelName(model) }));
  const places = [...rooms.map(roomOption), ...others.map((room) => elsewhere(room, sites))];
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

const roomOption = ({ id, code, name }: Room) => ({ value: id, label: `${code} · ${name}` });

/** A room that is not one of the site that is looked at: which site's it is comes first. */
const elsewhere = ({ id, siteId, name }: Room, sites: readonly SessionSite[]) => ({
  value: id,
  label: [sites.find((site) => site.id === siteId)?.code, name].filter(Boolean).join(' · '),
});

const NO_ROOMS: Room[] = [];

const without = (rooms: readonly Room[], ids: readonly string[]): string[] =>
  ids.filter((id) => isId(id) && !rooms.some((room) => room.id === id));

/** Rooms by their ids, as far as they are known. */
const useRooms = (ids: readonly string[]): Room[] =>
  useQueries({
    queries: ids.map(roomQuery),
    combine: foundRooms,
  });

const foundRooms = (answers: readonly { data?: Room }[]): Room[] => answers.flatMap(({ data }) => data ?? []);

const flagged = (param: string, label: string, yes: string, no: string): Filter => ({
  ...{ param, label },
  options: options({ true: yes, false: no }),
});

/** What of a list of devices says which rooms there are to choose from. */
interface Places {
  site?: readonly string[];
  room?: readonly string[];
  roomNot?: readonly string[];
}

/**
 * The filters of the list of devices. Rooms are those of the site that is looked at; of several sites they are too many,
 * so there are only those that are chosen.
 */
export function useDeviceFilters({ site = [], room = [], roomNot = [] }: Places = {}): Filter[] {
  const { sites } = useSession();
  const only = site.length === 1 ? sites.find(({ code }) => code === site[0]) : undefined;
  const { data: models } = useQuery(modelsQuery);
  const { data: programs } = useQuery(programsQuery);
  const { data: sources } = useQuery(sourcesQuery);
  const { data: rooms } = useQuery({ ...roomsQuery(only?.id ?? ''), enabled: only !== undefined });
  const listed = only ? (rooms ?? NO_ROOMS) : NO_ROOMS;
  const others = useRooms(only && !rooms ? [] : without(listed, [...room, ...roomNot]));
  return useMemo(
    () =>
      filtersOf({
        sites,
        models: models ?? [],
        programs: programs?.items ?? [],
        sources: sources?.items ?? [],
        rooms: listed,
        others,
      }),
    [sites, models, programs, sources, listed, others],
  );
}
