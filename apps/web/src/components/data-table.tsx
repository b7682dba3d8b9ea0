import { Button, Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import type { ExportListName, Shown } from '../lib/export-keys.js';
import type { PagedQuery } from '../lib/use-paged-query.js';
import type { RowSelection } from '../lib/use-selection.js';
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
  /** Stays while the others scroll sideways: the identifying column. */
  pinned?: boolean;
}

/** Of a table that is exported: each column says what it is in the file. */
export type ExportedColumn<T, List extends ExportListName> = Column<T> & Shown<List>;

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
  /** Adds a column of check boxes. */
  selection?: RowSelection;
  /** What a check box is about: "CB-0417". */
  rowName?: (row: T) => string;
  /** Space on a row looks into it beside the list. */
  onPeek?: (row: T) => void;
}

const features = tableFeatures({});

/** So many rows stand in the page; more scroll in a frame of their own, whose edge may hide that there are more. */
const SHORT = 25;

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
  const { rows, total, hasMore, countedTo = 1000 } = query;
  const all =
    total === null
      ? hasMore
        ? ''
        : ` of ${rows.length.toLocaleString()}`
      : ` of ${total.toLocaleString()}${total >= countedTo ? '+' : ''}`;
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

function VirtualTable<T extends object>(props: DataTableProps<T>): ReactNode {
  const { caption, columns, query, rowId, onOpen, sort, onSort, rowHeight = 40, selection, rowName, onPeek } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { rows } = useModel(columns, query.rows, rowId).getRowModel();
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised on its functions
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
  const span = columns.length + (selection ? 1 : 0);
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-short={!query.hasMore && rows.length <= SHORT}
      tabIndex={0}
      role="region"
      aria-label={`${caption}, scrollable`}
    >
      <table
        className={styles.table}
        aria-rowcount={rows.length + 1}
        style={{ '--row': `${rowHeight}px` } as CSSProperties}
      >
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {selection && <SelectPage selection={selection} />}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} span={span} />}
          {items.map((item) => (
            <TableRow
              key={item.key}
              measure={virtual.measureElement}
              index={item.index}
              columns={columns}
              row={rows[item.index].original}
              id={rows[item.index].id}
              onOpen={onOpen}
              selection={selection}
              rowName={rowName}
              onPeek={onPeek}
            />
          ))}
          {after > 0 && <Spacer height={after} span={span} />}
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
    <th
      scope="col"
      data-align={column.align}
      data-pinned={column.pinned}
      aria-sort={direction}
      style={{ width: column.width }}
    >
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

interface TableRowProps<T> extends Pick<DataTableProps<T>, 'selection' | 'rowName' | 'onPeek'> {
  row: T;
  id: string;
  index: number;
  columns: Column<T>[];
  measure: (element: HTMLTableRowElement | null) => void;
  onOpen?: (row: T) => void;
}

/** Space looks into the row, the arrows go from row to row; both from its link. */
function rowKeys(event: KeyboardEvent<HTMLTableRowElement>, peek: (() => void) | undefined): void {
  if (!peek || !(event.target as Element).closest('a')) return;
  const row = event.currentTarget;
  const next =
    event.key === 'ArrowDown' ? row.nextElementSibling : event.key === 'ArrowUp' ? row.previousElementSibling : null;
  const link = next?.querySelector<HTMLElement>('td a');
  if (event.key === ' ') peek();
  else if (link) link.focus();
  else return;
  event.preventDefault();
}

const SelectPage = ({ selection: { page, togglePage } }: { selection: RowSelection }): ReactNode => (
  <th scope="col" data-select>
    <Checkbox
      size="xs"
      aria-label="Select the rows shown"
      checked={page === 'all'}
      indeterminate={page === 'some'}
      onChange={(event) => togglePage(event.currentTarget.checked)}
    />
  </th>
);

function TableRow<T>(props: TableRowProps<T>): ReactNode {
  const { row, id, index, columns, measure, onOpen, selection, rowName, onPeek } = props;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      data-open={onOpen ? '' : undefined}
      data-selected={selection?.has(id) || undefined}
      onKeyDown={(event) => rowKeys(event, onPeek && (() => onPeek(row)))}
      onClick={
        onOpen &&
        ((event) => {
          if ((event.target as Element).closest('a, button, input, label')) return;
          const link = event.currentTarget.querySelector<HTMLAnchorElement>('td a');
          if (link && (event.ctrlKey || event.metaKey)) window.open(link.href, '_blank', 'noopener');
          else onOpen(row);
        })
      }
    >
      {selection && (
        <td data-select data-card="first">
          <Checkbox
            size="xs"
            aria-label={`Select ${rowName?.(row) ?? `row ${index + 1}`}`}
            checked={selection.has(id)}
            onChange={(event) =>
              selection.toggle(index, event.currentTarget.checked, (event.nativeEvent as MouseEvent).shiftKey)
            }
          />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          data-align={column.align}
          data-pinned={column.pinned}
          data-card={column.card ?? 'second'}
          data-label={column.header}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
