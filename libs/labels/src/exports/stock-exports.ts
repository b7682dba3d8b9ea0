import { SitesFacade } from '@app/directory';
import { foundStock, isStock, labelsAPage, labelSize, mediumText, movesText, stockOwner, takesText } from '@app/kernel';
import type { Page } from '@app/kernel';
import { IsText, PageQuery, QueryFlag } from '@app/platform';
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

export class StockQuery extends InUseQuery {
  @IsText(100, { optional: true, description: 'A number, words of the name, or a size' })
  q?: string;
}

/** Own stock and what the makers sell, as on its page. */
export const stockExport = (codes: Codes, stock: StockService): ExportList<At<LabelStockDto>, StockQuery> => ({
  list: 'label-stock',
  title: { en: 'Label stock', es: 'Material de etiquetas' },
  anyOf: ['label:print'],
  query: StockQuery,
  page: async (_viewer, { archived = false, q = '' }) => {
    const all = (await stock.list({ archived })).filter(isStock);
    const found = foundStock(all, q);
    return withCodes(
      codes,
      all.filter(({ id }) => found.has(id)),
    );
  },
  columns: [
    { key: 'name', title: { en: 'Name', es: 'Nombre' }, value: ({ name }) => name },
    {
      key: 'numbers',
      title: { en: 'Numbers', es: 'Números' },
      value: ({ parts }) => parts.join(', ') || null,
    },
    { key: 'medium', title: { en: 'Kind', es: 'Tipo' }, value: ({ medium }, language) => mediumText(medium, language) },
    { key: 'size', title: { en: 'Size', es: 'Tamaño' }, value: labelSize },
    { key: 'count', title: { en: 'A page', es: 'Por hoja' }, kind: 'number', value: labelsAPage },
    {
      key: 'site',
      title: { en: 'Of', es: 'De' },
      value: (row, language) => stockOwner(row, row.siteCode, language),
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
