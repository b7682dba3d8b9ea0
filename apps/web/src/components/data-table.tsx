import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type CSSProperties, type ReactNode } from 'react';
import type { PagedQuery } from '../lib/use-paged-query.js';
import styles from './data-table.module.css';
import { EmptyState, ErrorState, SkeletonRows } from './states.js';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** Sort key of the API; the header is a button then. */
  sort?: string;
  align?: 'right';
  /** CSS width; the last column without one takes the rest. */
  width?: string;
  /** In a two-line card under 640 px: first line, second line (default; `labelled` with its header) or not at all. */
  card?: 'first' | 'second' | 'labelled' | 'none';
}

interface DataTableProps<T> {
  /** Read out, and the table's name. */
  caption: string;
  columns: Column<T>[];
  query: PagedQuery<T>;
  rowId: (row: T) => string;
  /** Opens the record: the identifying column should hold a real link as well. */
  onOpen?: (row: T) => void;
  /** `-last_seen` or `tag`. */
  sort?: string;
  onSort?: (sort: string) => void;
  empty: ReactNode;
  /** 32 compact, 40 normal, 48 roomy. */
  rowHeight?: number;
}

const features = tableFeatures({});

/** A real table: sticky header, virtual rows, keyset "Load more", two-line cards on a phone. */
export function DataTable<T extends object>(props: DataTableProps<T>): ReactNode {
  const { query, caption, empty } = props;
  if (query.error && query.rows.length === 0)
    return <ErrorState error={query.error} what={caption} onRetry={query.retry} />;
  if (query.loading) return <SkeletonRows height={props.rowHeight ?? 40} />;
  if (query.rows.length === 0) return typeof empty === 'string' ? <EmptyState title={empty} /> : empty;
  return (
    <div className={styles.wrap} aria-busy={query.refreshing}>
      {query.refreshing && <div className={styles.bar} />}
      <VirtualTable {...props} />
      <Footer query={query} />
    </div>
  );
}

function Footer<T>({ query }: { query: PagedQuery<T> }): ReactNode {
  const { rows, total, hasMore } = query;
  const all =
    total === null
      ? hasMore
        ? ''
        : ` of ${rows.length.toLocaleString()}`
      : ` of ${total.toLocaleString()}${total >= 1000 ? '+' : ''}`;
  return (
    <div className={styles.footer}>
      <span role="status">
        Rows 1–{rows.length.toLocaleString()}
        {all}
      </span>
      {hasMore && (
        <Button variant="default" size="compact-sm" loading={query.loadingMore} onClick={query.loadMore}>
          Load more
        </Button>
      )}
    </div>
  );
}

function useModel<T extends object>(columns: Column<T>[], rows: T[], rowId: (row: T) => string) {
  const defs = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, T> => ({
        id: column.id,
        header: column.header,
        accessorFn: (row) => row,
      })),
    [columns],
  );
  return useTable({ features, columns: defs, data: rows, getRowId: rowId });
}

function VirtualTable<T extends object>({
  caption,
  columns,
  query,
  rowId,
  onOpen,
  sort,
  onSort,
  rowHeight = 40,
}: DataTableProps<T>): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const { rows } = useModel(columns, query.rows, rowId).getRowModel();
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised on its functions
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index].id,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const before = items.at(0)?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-label={`${caption}, scrollable`}>
      <table
        className={styles.table}
        aria-rowcount={rows.length + 1}
        style={{ '--row': `${rowHeight}px` } as CSSProperties}
      >
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} span={columns.length} />}
          {items.map((item) => (
            <TableRow
              key={item.key}
              measure={virtual.measureElement}
              index={item.index}
              columns={columns}
              row={rows[item.index].original}
              onOpen={onOpen}
            />
          ))}
          {after > 0 && <Spacer height={after} span={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

const Spacer = ({ height, span }: { height: number; span: number }): ReactNode => (
  <tr aria-hidden className={styles.spacer}>
    <td colSpan={span} style={{ height }} />
  </tr>
);

interface HeaderProps<T> {
  column: Column<T>;
  sort?: string;
  onSort?: (sort: string) => void;
}

function HeaderCell<T>({ column, sort, onSort }: HeaderProps<T>): ReactNode {
  const key = column.sort;
  const direction = key && sort === key ? 'ascending' : key && sort === `-${key}` ? 'descending' : undefined;
  const Glyph = direction === 'ascending' ? IconArrowUp : direction === 'descending' ? IconArrowDown : IconArrowsSort;
  return (
    <th scope="col" data-align={column.align} aria-sort={direction} style={{ width: column.width }}>
      {key && onSort ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort(direction === 'ascending' ? `-${key}` : key)}
        >
          {column.header}
          <Glyph size={14} aria-hidden data-idle={!direction} />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

interface TableRowProps<T> {
  row: T;
  index: number;
  columns: Column<T>[];
  measure: (element: HTMLTableRowElement | null) => void;
  onOpen?: (row: T) => void;
}

function TableRow<T>({ row, index, columns, measure, onOpen }: TableRowProps<T>): ReactNode {
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      data-open={onOpen ? '' : undefined}
      onClick={
        onOpen &&
        ((event) => {
          if ((event.target as Element).closest('a, button, input, label')) return;
          onOpen(row);
        })
      }
    >
      {columns.map((column) => (
        <td key={column.id} data-align={column.align} data-card={column.card ?? 'second'} data-label={column.header}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
