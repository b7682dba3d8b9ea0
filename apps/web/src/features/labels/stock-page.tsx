import { mediumText, stockFacts } from '@app/kernel';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar } from '../../components/filter-bar.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { EmptyState } from '../../components/states.js';
import { api, ask } from '../../lib/api.js';
import { useSession, type Session } from '../../lib/session.js';
import { useUrlState } from '../../lib/use-url-state.js';
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
  { id: 'name', header: 'Name', card: 'first', cell: ({ name }) => <strong className={styles.name}>{name}</strong> },
  { id: 'medium', header: 'Kind', width: '80px', cell: ({ medium }) => mediumText(medium) },
  { id: 'size', header: 'Labels', width: '220px', cell: (stock) => stockFacts(stock) },
  {
    id: 'site',
    header: 'Of',
    width: '140px',
    card: 'labelled',
    cell: ({ siteId }) =>
      siteId ? (session.sites.find(({ id }) => id === siteId)?.code ?? 'another site') : 'the district',
  },
  {
    id: 'actions',
    file: [],
    header: 'Actions',
    align: 'right',
    width: '190px',
    cell: (stock) =>
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

const archive = (stock: LabelStock): Promise<unknown> =>
  ask(
    api.POST('/api/v1/label-stock/{id}/archive', {
      params: { path: { id: stock.id } },
      body: { version: stock.version ?? 0 },
    }),
  );

const FILTERS = [{ param: 'archived', label: 'Status', options: [{ value: 'yes', label: 'out of use' }] }];
const CRUMBS = [{ label: 'Labels', href: '/labels' }];

/** Own stock of sites and the district; what the makers sell is known without being told. */
export function LabelStockPage(): ReactNode {
  const [{ archived }] = useUrlState();
  const old = archived === 'yes';
  const [open, setOpen] = useState<LabelStock | 'new' | null>(null);
  const all = useQuery(stockQuery(old));
  const query = wholeList({ ...all, data: all.data?.filter(({ own }) => own) });
  const session = useSession();
  const columns = useMemo(() => columnsOf(session, setOpen), [session]);
  const close = (): void => setOpen(null);
  const known = all.data?.filter(({ own, onlyFor }) => !own && onlyFor === null).length;
  return (
    <Page
      title="Label stock"
      area="Labels"
      crumbs={CRUMBS}
      lead={`Sheets and rolls of your own, by their numbers.${known ? ` ${known} of Avery, Dymo, Brother, Zebra and others are known already.` : ''}`}
      actions={
        <>
          <ExportMenu list="label-stock" query={old ? { archived: true } : {}} columns={columns} />
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
      <FilterBar filters={FILTERS} />
      <DataTable
        caption="Own stock"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={
          <EmptyState title={old ? 'No stock is out of use' : 'No stock of your own yet'}>
            {!old && 'Look on the box first: most sheets are known by a number such as 5160 or L7160.'}
          </EmptyState>
        }
      />
    </Page>
  );
}
