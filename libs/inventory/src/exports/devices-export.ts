import { modelName, stateLabel } from '@app/kernel';
import type { ExportList } from '@app/platform';
import { DevicesQuery } from '../devices/device.dto.js';
import type { DeviceListService } from '../devices/device-list.service.js';
import type { DeviceLookupService } from '../devices/device-lookup.service.js';
import { MOST_SELECTED } from '../devices/device-list.service.js';
import type { DeviceRow } from '../devices/device-row.js';

/**
 * The list of devices as a file. Keys are the page's; titles are such that an import takes the file for what it is: what
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
    { key: 'tag', title: 'Asset tag', value: ({ tag }) => tag },
    { key: 'serial', title: 'Serial', value: ({ serial }) => serial },
    { key: 'model', title: 'Model', value: ({ model }) => modelName(model) },
    { key: 'state', title: 'State', value: ({ state }) => stateLabel(state) },
    {
      key: 'holder',
      title: 'Held by',
      about: ({ holder }) => (holder?.kind === 'person' ? holder : null),
      value: ({ holder, room }) => holder?.display ?? room?.name ?? null,
    },
    { key: 'home', title: 'Home site', value: ({ homeSite }) => homeSite.code },
    { key: 'site', title: 'At site', value: ({ locationSite }) => locationSite.code },
    { key: 'room', title: 'Room', value: ({ room }) => room?.name ?? null },
    { key: 'condition', title: 'Condition', value: ({ condition }) => condition },
    { key: 'holds', title: 'Holds', value: ({ holds }) => holds.join(', ') || null },
    { key: 'since', title: 'State since', kind: 'instant', value: ({ stateSince }) => stateSince },
    { key: 'seen', title: 'Last seen', kind: 'instant', value: ({ lastSeenAt }) => lastSeenAt },
    { key: 'bought', title: 'Purchased on', kind: 'day', value: ({ purchasedOn }) => purchasedOn },
    { key: 'warranty', title: 'Warranty ends on', kind: 'day', value: ({ warrantyEndsOn }) => warrantyEndsOn },
    { key: 'updates', title: 'Updates until', kind: 'day', value: ({ model }) => model.supportEndsOn },
    { key: 'program', title: 'Program', value: ({ program }) => program },
    { key: 'pool', title: 'Loaner pool', value: ({ loanerPool }) => (loanerPool ? 'Yes' : 'No') },
  ],
});
