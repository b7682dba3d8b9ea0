import { Link } from '@tanstack/react-router';
import type { Column } from '../../components/data-table.js';
import { Badge, StateBadge } from '../../components/state-badge.js';
import { RelativeTime } from '../../components/time.js';
import type { ListedDevice } from './device-queries.js';
import styles from './devices.module.css';
import { deviceName, HOLDS, MATCHES, modelName } from '../../lib/device-words.js';
import { Holder } from '../../components/holder.js';

const state: Column<ListedDevice> = {
  id: 'state',
  header: 'State',
  width: '120px',
  card: 'first',
  cell: ({ state: value }) => <StateBadge state={value} />,
};

const tag: Column<ListedDevice> = {
  id: 'tag',
  header: 'Tag',
  sort: 'tag',
  width: '116px',
  card: 'first',
  cell: (device) => (
    <Link to="/devices/$id" params={{ id: device.id }} className={styles.tag}>
      {deviceName(device)}
    </Link>
  ),
};

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

const rest = (timeZone: string): Column<ListedDevice>[] => [
  { id: 'model', header: 'Model', cell: ({ model }) => modelName(model) },
  { id: 'serial', header: 'Serial', card: 'none', cell: ({ serial }) => <span className="mono">{serial ?? '–'}</span> },
  {
    id: 'holder',
    header: 'Holder',
    cell: ({ holder, room }) => (holder || !room ? <Holder holder={holder} /> : <span>{room.name}</span>),
  },
  {
    id: 'site',
    header: 'Site',
    width: '90px',
    cell: ({ locationSite, homeSite }) => (
      <span title={locationSite.name}>
        {locationSite.code}
        {homeSite.id !== locationSite.id && <span className={styles.home}> home {homeSite.code}</span>}
      </span>
    ),
  },
  {
    id: 'condition',
    header: 'Condition',
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
  {
    id: 'seen',
    header: 'Last seen',
    sort: 'lastEvent',
    card: 'labelled',
    width: '108px',
    cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} timeZone={timeZone} />,
  },
];

/** The columns of every list of devices. A search says by what each was found, and keeps its own order. */
export const deviceColumns = (timeZone: string, searched: boolean): Column<ListedDevice>[] =>
  searched
    ? [state, tag, found, ...rest(timeZone)].map((column) => ({ ...column, sort: undefined }))
    : [state, tag, ...rest(timeZone)];
