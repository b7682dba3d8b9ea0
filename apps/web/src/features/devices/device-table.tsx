import { useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type Column } from '../../components/data-table.js';
import { deviceName } from '../../lib/device-words.js';
import { useSession } from '../../lib/session.js';
import type { PagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { useDensity } from './columns-menu.js';
import { deviceColumns } from './device-columns.js';
import type { ListedDevice } from './device-queries.js';
import styles from './devices.module.css';
import { columnsOf, DENSITIES } from './list-look.js';
import { PeekPanel } from './peek-panel.js';

interface DeviceTableProps {
  caption: string;
  query: PagedQuery<ListedDevice>;
  /** Changes with what the list shows: a selection does not outlive it. */
  listKey: string;
  /** Instead of the columns of the address. */
  columns?: Column<ListedDevice>[];
  sort?: string;
  onSort?: (sort: string) => void;
  empty: ReactNode;
}

/** A list of devices: columns and density of the address, check boxes, and a look into the row under the focus. */
export function DeviceTable({ caption, query, columns, sort, onSort, empty }: DeviceTableProps): ReactNode {
  const { timeZone } = useSession().district;
  const navigate = useNavigate();
  const [url, set] = useUrlState();
  const density = useDensity();
  const cols = columnsOf(url).join();
  const chosen = useMemo(() => columns ?? deviceColumns(timeZone, columnsOf({ cols })), [columns, timeZone, cols]);
  const peeked = url.peek;
  return (
    <div className={styles.listAndPeek} data-peek={peeked ? '' : undefined}>
      <DataTable
        caption={caption}
        columns={chosen}
        query={query}
        rowId={({ id }) => id}
        rowName={deviceName}
        rowHeight={DENSITIES[density]}
        onOpen={({ id }) => void navigate({ to: '/devices/$id', params: { id } })}
        onPeek={({ id }) => set({ peek: id === peeked ? null : id }, { replace: true })}
        sort={sort}
        onSort={onSort}
        empty={empty}
      />
      {peeked && <PeekPanel id={peeked} onClose={() => set({ peek: null }, { replace: true })} />}
    </div>
  );
}
