import { useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type Column } from '../../components/data-table.js';
import { deviceName } from '../../lib/device-words.js';
import { useSession } from '../../lib/session.js';
import type { PagedQuery } from '../../lib/use-paged-query.js';
import { useSelection } from '../../lib/use-selection.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { BulkBar, type Everything } from './bulk-bar.js';
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
  /** What “select all that match” stands for; without it only rows can be selected. */
  everything?: Everything;
}

/** A list of devices: columns and density of the address, check boxes, and a look into the row under the focus. */
export function DeviceTable(props: DeviceTableProps): ReactNode {
  const { caption, query, listKey, columns, sort, onSort, empty, everything } = props;
  const { timeZone } = useSession().district;
  const navigate = useNavigate();
  const [url, set] = useUrlState();
  const density = useDensity();
  const cols = columnsOf(url).join();
  const chosen = useMemo(() => columns ?? deviceColumns(timeZone, columnsOf({ cols })), [columns, timeZone, cols]);
  const peeked = url.peek;
  const selection = useSelection(listKey, query.rows);
  return (
    <div className={styles.listAndPeek} data-peek={peeked ? '' : undefined}>
      <BulkBar selection={selection} everything={everything} />
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
        selection={selection}
      />
      {peeked && <PeekPanel id={peeked} onClose={() => set({ peek: null }, { replace: true })} />}
    </div>
  );
}
