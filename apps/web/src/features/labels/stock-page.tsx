import { foundStock, isStock, labelsAPage, labelSize, mediumText, stockOwner } from '@app/kernel';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar } from '../../components/filter-bar.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { SearchField } from '../../components/search-field.js';
import { EmptyState } from '../../components/states.js';
import { api, ask } from '../../lib/api.js';
import { useSession, type Session } from '../../lib/session.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { useUrlText } from '../../lib/use-url-text.js';
import { stockQuery } from './label-queries.js';
import type { LabelStock } from './label-words.js';
import { StockForm } from './stock-form.js';
import { mayChange } from './stock-site.js';
import styles from './stock.module.css';
import { RowButtons } from './row-buttons.js';
import { wholeList } from './whole-list.js';

const columnsOf = (
  session: Session,
  onEdit: (stock: LabelStock) => void,
): ExportedColumn<LabelStock, 'label-stock'>[] => [
  {
    id: 'name',
    file: ['name', 'numbers'],
    header: 'Name',
    card: 'first',
    cell: (stock) => <Name stock={stock} />,
  },
  { id: 'medium', header: 'Kind', width: '80px', cell: ({ medium }) => mediumText(medium) },
  { id: 'size', header: 'Size', width: '150px', cell: (stock) => labelSize(stock) },
  {
    id: 'count',
    header: 'A page',
    width: '80px',
    align: 'right',
    card: 'labelled',
    cell: (stock) => labelsAPage(stock) ?? '–',
  },
  {
    id: 'site',
    header: 'Of',
    width: '140px',
    card: 'labelled',
    cell: (stock) => stockOwner(stock, siteCode(session, stock)),
  },
  {
    id: 'actions',
    file: [],
    header: 'Actions',
    align: 'right',
    width: '190px',
    cell: (stock) =>
      stock.own &&
      !stock.archived &&
      mayChange(session, stock) && (
        <RowButtons
          name={stock.name}
          onEdit={() => onEdit(stock)}
          queryKey="label-stock"
          archive={() => archive(stock)}
        />
      ),
  },
];

/** Stock of other sites is there for everybody; their names may not be known here. */
const siteCode = ({ sites }: Session, { siteId }: LabelStock): string | null =>
  siteId ? (sites.find(({ id }) => id === siteId)?.code ?? 'another site') : null;

/** Some sheets are sold by thirty numbers; search and file know them all. */
const NUMBERS_SHOWN = 6;

function otherNumbers([, ...others]: readonly string[]): string {
  const more = others.length - NUMBERS_SHOWN;
  return `also ${others.slice(0, NUMBERS_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The way to labels on it, and the other numbers that it is sold by. */
const Name = ({ stock: { id, name, parts, archived } }: { stock: LabelStock }): ReactNode => (
  <span className={styles.name}>
    {archived ? (
      <strong>{name}</strong>
    ) : (
      <Link to="/labels" search={{ stock: id } as never}>
        {name}
      </Link>
    )}
    {parts.length > 1 && <small title={parts.join(', ')}>{otherNumbers(parts)}</small>}
  </span>
);

const archive = (stock: LabelStock): Promise<unknown> =>
  ask(
    api.POST('/api/v1/label-stock/{id}/archive', {
      params: { path: { id: stock.id } },
      body: { version: stock.version ?? 0 },
    }),
  );

const FILTERS = [{ param: 'archived', label: 'Status', options: [{ value: 'yes', label: 'out of use' }] }];
const CRUMBS = [{ label: 'Labels', href: '/labels' }];

/** Own stock of sites and the district, and what the makers sell. */
export function LabelStockPage(): ReactNode {
  const [{ archived }] = useUrlState();
  const input = useUrlText();
  const old = archived === 'yes';
  const [open, setOpen] = useState<LabelStock | 'new' | null>(null);
  const all = useQuery(stockQuery(old));
  const data = useMemo(() => listed(all.data, input.query), [all.data, input.query]);
  const query = wholeList({ ...all, data });
  const session = useSession();
  const columns = useMemo(() => columnsOf(session, setOpen), [session]);
  const close = (): void => setOpen(null);
  return (
    <Page
      title="Label stock"
      area="Labels"
      crumbs={CRUMBS}
      lead="Sheets and rolls: your own, by their numbers, then those that are known already."
      actions={
        <>
          <ExportMenu
            list="label-stock"
            query={{ ...(old && { archived: true }), ...(input.query && { q: input.query }) }}
            columns={columns}
          />
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
            Stock
          </Button>
        </>
      }
    >
      {open && (
        <Panel
          key={open === 'new' ? 'new' : open.id}
          title={open === 'new' ? 'New stock' : `Change ${open.name}`}
          onClose={close}
        >
          <StockForm stock={open === 'new' ? null : open} onClose={close} />
        </Panel>
      )}
      <FilterBar filters={FILTERS}>
        <SearchField label="Search stock" placeholder="5160, a name or 1 × 2-5/8…" input={input} />
      </FilterBar>
      <DataTable
        caption="Label stock"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={<NoStock old={old} search={input.query} />}
      />
    </Page>
  );
}

/** As the file of it has them. */
const listed = (all: LabelStock[] | undefined, search: string): LabelStock[] | undefined => {
  const stock = all?.filter(isStock);
  const found = foundStock(stock ?? [], search);
  return stock?.filter(({ id }) => found.has(id));
};

const NoStock = ({ old, search }: { old: boolean; search: string }): ReactNode =>
  search ? (
    <EmptyState title={`No stock is called “${search}”`}>
      {!old && 'Look on the box for its number or size, or enter its numbers as stock of your own.'}
    </EmptyState>
  ) : (
    <EmptyState title="No stock is out of use" />
  );
