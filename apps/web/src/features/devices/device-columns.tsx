import { HOLDER_WORDS } from '@app/kernel';
import type { ReactNode } from 'react';
import type { Column } from '../../components/data-table.js';
import { DeviceTag } from '../../components/device-tag.js';
import { Holder } from '../../components/holder.js';
import { Badge, StateBadge } from '../../components/state-badge.js';
import { RelativeTime } from '../../components/time.js';
import { deviceName, HOLDS, MATCHES, modelName } from '../../lib/device-words.js';
import { dayText } from '../../lib/time.js';
import type { ListedDevice } from './device-queries.js';
import styles from './devices.module.css';
import { COLUMNS, type ColumnId } from './list-look.js';

type Made = Omit<Column<ListedDevice>, 'id' | 'header'>;

const day = (value: string | null): ReactNode => (value ? dayText(value) : '–');

const found: Column<ListedDevice> = {
  id: 'found',
  header: 'Found by',
  width: '150px',
  cell: ({ found: by }) =>
    by && (
      <span>
        {MATCHES[by.match]}
        {by.matched && <span className="mono"> {by.matched}</span>}
      </span>
    ),
};

const what: Record<'state' | 'tag' | 'model' | 'serial' | 'condition' | 'program' | 'pool', Made> = {
  state: { width: '120px', card: 'first', cell: ({ state }) => <StateBadge state={state} /> },
  tag: {
    sort: 'tag',
    width: '116px',
    card: 'first',
    pinned: true,
    cell: (device) => <DeviceTag id={device.id}>{deviceName(device)}</DeviceTag>,
  },
  model: { cell: ({ model }) => modelName(model) },
  serial: { card: 'none', cell: ({ serial }) => <span className="mono">{serial ?? '–'}</span> },
  condition: {
    width: '128px',
    card: 'none',
    cell: ({ condition, holds }) => (
      <span className={styles.condition}>
        {condition}
        {holds.map((hold) => (
          <Badge key={hold} tone="amber">
            {HOLDS[hold]}
          </Badge>
        ))}
      </span>
    ),
  },
  program: { card: 'labelled', cell: ({ program }) => program ?? '–' },
  pool: { width: '96px', card: 'labelled', cell: ({ loanerPool }) => (loanerPool ? 'Yes' : '–') },
};

const where: Record<'holder' | 'holderKind' | 'holderNumber' | 'holderHomeroom' | 'site' | 'home' | 'room', Made> = {
  holder: { cell: ({ holder, room }) => (holder || !room ? <Holder holder={holder} /> : <span>{room.name}</span>) },
  holderKind: {
    width: '128px',
    card: 'labelled',
    cell: ({ holderKind }) => (holderKind ? HOLDER_WORDS[holderKind] : '–'),
  },
  holderNumber: { card: 'labelled', cell: ({ holderNumber }) => holderNumber ?? '–' },
  holderHomeroom: { card: 'labelled', cell: ({ holderHomeroom }) => holderHomeroom ?? '–' },
  site: {
    width: '90px',
    cell: ({ locationSite, homeSite }) => (
      <span title={locationSite.name}>
        {locationSite.code}
        {homeSite.id !== locationSite.id && <span className={styles.home}> home {homeSite.code}</span>}
      </span>
    ),
  },
  home: { width: '90px', card: 'labelled', cell: ({ homeSite }) => <span title={homeSite.name}>{homeSite.code}</span> },
  room: { card: 'labelled', cell: ({ room }) => room?.name ?? '–' },
};

const when = (timeZone: string): Record<'since' | 'seen' | 'bought' | 'warranty' | 'updates', Made> => ({
  since: {
    width: '108px',
    card: 'labelled',
    cell: ({ stateSince }) => <RelativeTime at={stateSince} timeZone={timeZone} />,
  },
  seen: {
    sort: 'lastSeen',
    card: 'labelled',
    width: '108px',
    cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} timeZone={timeZone} none="Never" />,
  },
  bought: { width: '112px', card: 'labelled', cell: ({ purchasedOn }) => day(purchasedOn) },
  warranty: { width: '116px', card: 'labelled', cell: ({ warrantyEndsOn }) => day(warrantyEndsOn) },
  updates: { width: '116px', card: 'labelled', cell: ({ model }) => day(model.supportEndsOn) },
});

/** The columns that the reader chose, in that order. */
export function deviceColumns(timeZone: string, ids: readonly ColumnId[]): Column<ListedDevice>[] {
  const made: Record<ColumnId, Made> = { ...what, ...where, ...when(timeZone) };
  return ids.map((id) => ({ id, header: COLUMNS[id], ...made[id] }));
}

/** A search says behind the tag by what each was found, and keeps its own order. */
export const foundColumns = (timeZone: string, ids: readonly ColumnId[]): Column<ListedDevice>[] =>
  deviceColumns(timeZone, ids)
    .flatMap((column) => (column.id === 'tag' ? [column, found] : [column]))
    .map((column) => ({ ...column, sort: undefined }));
