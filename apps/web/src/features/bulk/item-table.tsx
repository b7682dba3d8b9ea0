import { DEVICE_HEADS } from '@app/kernel';
import type { ReactNode } from 'react';
import { DeviceTag } from '../../components/device-tag.js';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { deviceName } from '../../lib/device-words.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';

type Item = Dto<'BulkItemDto'>;

type ItemColumn = ExportedColumn<Item, 'bulk-items'>;

const COLUMNS: ItemColumn[] = [
  {
    id: 'tag',
    header: DEVICE_HEADS.tag,
    width: '160px',
    card: 'first',
    cell: (item) => <DeviceTag id={item.deviceId}>{deviceName(item)}</DeviceTag>,
  },
  { id: 'serial', header: DEVICE_HEADS.serial, cell: ({ serial }) => <span className="mono">{serial ?? '–'}</span> },
  { id: 'reason', header: 'Why not', cell: ({ reason }) => reason ?? '' },
];

const FUNDING: ItemColumn = {
  id: 'leaves',
  header: 'Bought with',
  cell: ({ leavesFunding }) => leavesFunding ?? '',
};

interface ItemTableProps {
  runId: string;
  outcome?: Dto<'BulkOutcome'>;
  /** Only those that leave the program whose money bought them. */
  leaving?: boolean;
  caption: string;
}

export function ItemTable({ runId, outcome, leaving, caption }: ItemTableProps): ReactNode {
  const query = usePagedQuery<Item>(['bulk-run', runId, 'items', outcome, leaving], (after, signal) =>
    ask(
      api.GET('/api/v1/bulk-runs/{id}/items', {
        params: { path: { id: runId }, query: { outcome: outcome && [outcome], leaving, after, limit: 50 } },
        signal,
      }),
    ),
  );
  const withReason = outcome === 'refused' || outcome === 'left';
  const columns = leaving ? [...COLUMNS.slice(0, 2), FUNDING] : withReason ? COLUMNS : COLUMNS.slice(0, 2);
  return (
    <>
      {query.rows.length > 0 && (
        <div>
          <ExportMenu
            small
            list="bulk-items"
            query={{ runId, outcome: outcome && [outcome], leaving }}
            columns={columns}
          />
        </div>
      )}
      <DataTable caption={caption} columns={columns} query={query} rowId={({ deviceId }) => deviceId} empty="None" />
    </>
  );
}
