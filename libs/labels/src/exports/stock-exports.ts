import { SitesFacade } from '@app/directory';
import { mediumText, movesText, stockFacts, takesText } from '@app/kernel';
import type { Page } from '@app/kernel';
import { PageQuery, QueryFlag } from '@app/platform';
import type { Database, ExportList } from '@app/platform';
import type { LabelPrinterDto } from '../printers/printer.dto.js';
import type { PrintersService } from '../printers/printers.service.js';
import type { LabelStockDto } from '../stock/stock.dto.js';
import type { StockService } from '../stock/stock.service.js';

export class InUseQuery extends PageQuery {
  @QueryFlag({ optional: true, description: 'What is out of use instead' })
  archived?: boolean;
}

/** By its code; `null`: it belongs to the district. */
type At<T> = T & { siteCode: string | null };

async function withCodes<T extends { siteId?: string | null }>(
  { db, sites }: { db: Database; sites: SitesFacade },
  items: readonly T[],
): Promise<Page<At<T>>> {
  const refs = await sites.refs(db.read, [...new Set(items.flatMap(({ siteId }) => siteId ?? []))]);
  return { items: items.map((item) => ({ ...item, siteCode: refs.get(item.siteId ?? '')?.code ?? null })), next: null };
}

type Codes = Parameters<typeof withCodes>[0];

/** Own stock alone, as on its page: the catalogue is no list of the district's. */
export const stockExport = (codes: Codes, stock: StockService): ExportList<At<LabelStockDto>, InUseQuery> => ({
  list: 'label-stock',
  title: { en: 'Label stock', es: 'Material de etiquetas' },
  anyOf: ['label:print'],
  query: InUseQuery,
  page: async (_viewer, { archived = false }) =>
    withCodes(
      codes,
      (await stock.list({ archived })).filter(({ own }) => own),
    ),
  columns: [
    { key: 'name', title: { en: 'Name', es: 'Nombre' }, value: ({ name }) => name },
    { key: 'medium', title: { en: 'Kind', es: 'Tipo' }, value: ({ medium }, language) => mediumText(medium, language) },
    { key: 'size', title: { en: 'Labels', es: 'Etiquetas' }, value: stockFacts },
    {
      key: 'site',
      title: { en: 'Of', es: 'De' },
      value: ({ siteCode }, language) => siteCode ?? (language === 'es' ? 'el distrito' : 'the district'),
    },
  ],
});

export const printersExport = (
  codes: Codes,
  printers: PrintersService,
): ExportList<At<LabelPrinterDto>, InUseQuery> => ({
  list: 'label-printers',
  title: { en: 'Label printers', es: 'Impresoras de etiquetas' },
  anyOf: ['label:print'],
  query: InUseQuery,
  page: async (viewer, { archived = false }) => withCodes(codes, await printers.list(viewer, { archived })),
  columns: [
    { key: 'name', title: { en: 'Printer', es: 'Impresora' }, value: ({ name }) => name },
    { key: 'site', title: { en: 'Site', es: 'Escuela' }, value: ({ siteCode }) => siteCode },
    { key: 'dpi', title: { en: 'Takes', es: 'Recibe' }, value: takesText },
    { key: 'offset', title: { en: 'Moves labels', es: 'Desplaza etiquetas' }, value: movesText },
  ],
});
