import { movesText, takesText } from '@app/kernel';
import { Button, NativeSelect } from '@mantine/core';
import { IconDownload, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar } from '../../components/filter-bar.js';
import { Block, Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { EmptyState } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import type { SessionSite } from '../../lib/session.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { printersQuery, stockQuery } from './label-queries.js';
import { PrinterForm } from './printer-form.js';
import styles from './stock.module.css';
import { usePrintSite } from './use-print-site.js';
import { RowButtons } from './row-buttons.js';
import { wholeList } from './whole-list.js';

type Printer = Dto<'LabelPrinterDto'>;

const columnsOf = (
  sites: SessionSite[],
  onEdit: (printer: Printer) => void,
): ExportedColumn<Printer, 'label-printers'>[] => [
  { id: 'name', header: 'Printer', card: 'first', cell: ({ name }) => <strong className={styles.name}>{name}</strong> },
  {
    id: 'site',
    header: 'Site',
    width: '90px',
    cell: ({ siteId }) => <span className="mono">{sites.find(({ id }) => id === siteId)?.code}</span>,
  },
  { id: 'dpi', header: 'Takes', width: '130px', cell: takesText },
  {
    id: 'offset',
    header: 'Moves labels',
    width: '250px',
    card: 'labelled',
    cell: (printer) => movesText(printer),
  },
  {
    id: 'actions',
    file: [],
    header: 'Actions',
    align: 'right',
    width: '190px',
    cell: (printer) =>
      !printer.archived && (
        <RowButtons
          name={printer.name}
          onEdit={() => onEdit(printer)}
          queryKey="label-printers"
          archive={() => archive(printer)}
        />
      ),
  },
];

const archive = (printer: Printer): Promise<unknown> =>
  ask(
    api.POST('/api/v1/label-printers/{id}/archive', {
      params: { path: { id: printer.id } },
      body: { version: printer.version },
    }),
  );

const FILTERS = [{ param: 'archived', label: 'Status', options: [{ value: 'yes', label: 'out of use' }] }];
const CRUMBS = [{ label: 'Labels', href: '/labels' }];

/** Printers of the sites, and by how much each is off. */
export function LabelPrintersPage(): ReactNode {
  const [{ archived }] = useUrlState();
  const old = archived === 'yes';
  const { site, sites } = usePrintSite(undefined);
  const [open, setOpen] = useState<Printer | 'new' | null>(null);
  const printers = useQuery(printersQuery(undefined, old));
  const columns = useMemo(() => columnsOf(sites, setOpen), [sites]);
  const close = (): void => setOpen(null);
  return (
    <Page
      title="Label printers"
      area="Labels"
      crumbs={CRUMBS}
      lead="Two printers of one model print in different places. Cubby remembers by how much each is off."
      actions={
        <>
          <ExportMenu list="label-printers" query={old ? { archived: true } : {}} columns={columns} />
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
            Printer
          </Button>
        </>
      }
    >
      {open && sites.length > 0 && (
        <Panel
          key={open === 'new' ? 'new' : open.id}
          title={open === 'new' ? 'New printer' : `Change ${open.name}`}
          onClose={close}
        >
          <PrinterForm printer={open === 'new' ? null : open} sites={sites} siteId={site?.id ?? ''} onClose={close} />
        </Panel>
      )}
      <FilterBar filters={FILTERS} />
      <DataTable
        caption="Label printers"
        columns={columns}
        query={wholeList(printers)}
        rowId={({ id }) => id}
        empty={
          <EmptyState title={old ? 'No printer is out of use' : 'No printer is known yet'}>
            {!old && 'Labels are printed true to size. Add a printer once you see that it is off.'}
          </EmptyState>
        }
      />
      {!old && (printers.data ?? []).length > 0 && <AlignmentSheet printers={printers.data ?? []} />}
    </Page>
  );
}

/** Rulers and outlines on plain paper, to be held against a sheet of labels. */
function AlignmentSheet({ printers }: { printers: Printer[] }): ReactNode {
  const { data: stock = [] } = useQuery(stockQuery());
  const [printerId, setPrinter] = useState(printers[0].id);
  const [chosen, setStock] = useState('avery-5160');
  const printer = printers.find(({ id }) => id === printerId) ?? printers[0];
  const zpl = printer.dpi !== null;
  const fitting = stock.filter(({ onlyFor, medium }) => onlyFor === null && (!zpl || medium === 'roll'));
  const stockId = (fitting.find(({ id }) => id === chosen) ?? fitting.find(({ id }) => id === 'zebra-2x1'))?.id ?? '';
  return (
    <Block title="Alignment sheet">
      <div className={styles.fields}>
        <p className={styles.shift}>
          {zpl
            ? 'Send the file to the Zebra: a label with a frame and a ruler. Read by how much the frame is off, then change the printer.'
            : 'Print it on plain paper at “Actual size”, hold it against a sheet of labels before a window, and read on the rulers by how much the outlines are off. Then change the printer.'}
        </p>
        <div className={styles.sheet}>
          <NativeSelect
            label="Printer"
            value={printer.id}
            data={printers.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setPrinter(event.currentTarget.value)}
          />
          <NativeSelect
            label="Stock"
            value={stockId}
            data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setStock(event.currentTarget.value)}
          />
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            renderRoot={(props) => (
              <a
                href={`/api/v1/label-printers/${printer.id}/alignment-sheet?stock=${encodeURIComponent(stockId)}`}
                download
                {...props}
              />
            )}
          >
            Download the {zpl ? 'label' : 'sheet'}
          </Button>
        </div>
      </div>
    </Block>
  );
}
