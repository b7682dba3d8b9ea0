import { DEVICE_HEADS, HOLDER_WORDS, modelName, stateLabel } from '@app/kernel';
import type { ExportedPerson, ExportList } from '@app/platform';
import { DevicesQuery } from '../devices/devices-query.dto.js';
import type { DeviceListService } from '../devices/device-list.service.js';
import type { DeviceLookupService } from '../devices/device-lookup.service.js';
import { MOST_SELECTED } from '../devices/device-list.service.js';
import type { DeviceRow } from '../devices/device-row.js';

/** A room is nobody. */
const holderOf = ({ holder }: DeviceRow): ExportedPerson | null => (holder?.kind === 'person' ? holder : null);

/**
 * The list of devices as a file. Keys and titles are the page's, and such that an import takes the file for what it is: what
 * a device's record says has the name of the import's field, what only the desk changes has none of them.
 */
export const devicesExport = (
  devices: DeviceListService,
  lookups: DeviceLookupService,
): ExportList<DeviceRow, DevicesQuery> => ({
  list: 'devices',
  title: 'Devices',
  anyOf: ['device:read'],
  query: DevicesQuery,
  page: (viewer, query) => devices.list(viewer, query),
  rows: (viewer, ids) => lookups.rows(viewer, ids),
  count: async (viewer, query) => {
    const n = await devices.countOf(viewer, { ...query, exact: true });
    return n > MOST_SELECTED ? null : n;
  },
  columns: [
    { key: 'tag', title: DEVICE_HEADS.tag, value: ({ tag }) => tag },
    { key: 'serial', title: DEVICE_HEADS.serial, value: ({ serial }) => serial },
    { key: 'model', title: DEVICE_HEADS.model, value: ({ model }) => modelName(model) },
    { key: 'state', title: DEVICE_HEADS.state, value: ({ state }) => stateLabel(state) },
    {
      key: 'holder',
      title: DEVICE_HEADS.holder,
      about: holderOf,
      value: ({ holder, room }) => holder?.display ?? room?.name ?? null,
    },
    {
      key: 'holderKind',
      title: DEVICE_HEADS.holderKind,
      value: ({ holderKind }) => holderKind && HOLDER_WORDS[holderKind],
    },
    {
      key: 'holderNumber',
      title: DEVICE_HEADS.holderNumber,
      about: holderOf,
      value: ({ holderNumber }) => holderNumber,
    },
    {
      key: 'holderHomeroom',
      title: DEVICE_HEADS.holderHomeroom,
      about: 'people',
      value: ({ holderHomeroom }) => holderHomeroom,
    },
    { key: 'home', title: DEVICE_HEADS.home, value: ({ homeSite }) => homeSite.code },
    { key: 'site', title: DEVICE_HEADS.site, value: ({ locationSite }) => locationSite.code },
    { key: 'room', title: DEVICE_HEADS.room, value: ({ room }) => room?.name ?? null },
    { key: 'condition', title: DEVICE_HEADS.condition, value: ({ condition }) => condition },
    { key: 'holds', title: 'Holds', value: ({ holds }) => holds.join(', ') || null },
    { key: 'since', title: DEVICE_HEADS.since, kind: 'instant', value: ({ stateSince }) => stateSince },
    { key: 'seen', title: DEVICE_HEADS.seen, kind: 'instant', value: ({ lastSeenAt }) => lastSeenAt },
    { key: 'bought', title: DEVICE_HEADS.bought, kind: 'day', value: ({ purchasedOn }) => purchasedOn },
    { key: 'warranty', title: DEVICE_HEADS.warranty, kind: 'day', value: ({ warrantyEndsOn }) => warrantyEndsOn },
    { key: 'updates', title: DEVICE_HEADS.updates, kind: 'day', value: ({ model }) => model.supportEndsOn },
    { key: 'program', title: DEVICE_HEADS.program, value: ({ program }) => program },
    { key: 'pool', title: DEVICE_HEADS.pool, value: ({ loanerPool }) => (loanerPool ? 'Yes' : 'No') },
  ],
});
