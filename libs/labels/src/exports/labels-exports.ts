import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import {
  LABEL_KIND_WORDS,
  LABEL_RUNS,
  labelPage,
  labelRunLabel,
  labelRunStanding,
  PRINTED_AGAIN,
  said,
} from '@app/kernel';
import type { Page } from '@app/kernel';
import { Database, ExportLists, IsUuid } from '@app/platform';
import type { ExportColumn, ExportList, OnlyByName, Viewer } from '@app/platform';
import { PrintersService } from '../printers/printers.service.js';
import { StockService } from '../stock/stock.service.js';
import { printersExport, stockExport } from './stock-exports.js';
import { LabelRunNotFound } from '../labels.errors.js';
import type { LabelItemDto, LabelRunDto } from '../runs/run.dto.js';
import { LabelItemsQuery, LabelRunsQuery } from '../runs/run.dto.js';
import { RunViewService } from '../runs/run-view.service.js';

/** A class list goes by name: who is the first in it would be known by a pseudonym too. */
const whose = (subject: 'firstSubjectId' | 'lastSubjectId'): OnlyByName<LabelRunDto> => ({
  onlyByName: (run) => (run.kind === 'person' ? { id: run[subject] } : null),
});

const runs = (views: RunViewService): ExportList<LabelRunDto, LabelRunsQuery> => ({
  list: 'label-runs',
  title: { en: said(LABEL_RUNS), es: said(LABEL_RUNS, 'es') },
  anyOf: ['label:print'],
  query: LabelRunsQuery,
  page: (viewer, query) => views.list(viewer, query),
  namesNobody: ({ kind }) => kind !== undefined && !kind.includes('person'),
  columns: [
    {
      key: 'what',
      title: { en: 'Labels', es: 'Etiquetas' },
      value: ({ kind }, language) => said(LABEL_KIND_WORDS[kind], language),
    },
    {
      key: 'again',
      title: { en: 'Again', es: 'Otra vez' },
      value: ({ reprintOf }, language) => (reprintOf === null ? null : said(PRINTED_AGAIN, language)),
    },
    {
      key: 'first',
      title: { en: 'First code', es: 'Primer código' },
      about: whose('firstSubjectId'),
      value: ({ firstCode }) => firstCode,
    },
    {
      key: 'last',
      title: { en: 'Last code', es: 'Último código' },
      about: whose('lastSubjectId'),
      value: ({ lastCode }) => lastCode,
    },
    { key: 'total', title: { en: 'How many', es: 'Cuántas' }, kind: 'number', value: ({ total }) => total },
    {
      key: 'state',
      title: { en: 'Status', es: 'Estado' },
      value: (run, language) => labelRunLabel(labelRunStanding(run), language),
    },
    {
      key: 'reason',
      title: { en: 'Why it is void', es: 'Por qué se anuló' },
      value: ({ voided }) => voided?.reason ?? null,
    },
    { key: 'verified', title: { en: 'Scanned', es: 'Leídas' }, kind: 'number', value: ({ verified }) => verified },
    { key: 'stock', title: { en: 'Stock', es: 'Material' }, value: ({ stock }) => stock.name },
    { key: 'site', title: { en: 'Site', es: 'Escuela' }, value: ({ site }) => site.code },
    { key: 'by', title: { en: 'By', es: 'Por' }, value: ({ by }) => by },
    { key: 'when', title: { en: 'When', es: 'Cuándo' }, kind: 'instant', value: ({ createdAt }) => createdAt },
  ],
});

export class LabelItemsExportQuery extends LabelItemsQuery {
  @IsUuid()
  runId!: string;
}

interface PrintedItem extends LabelItemDto {
  page: number | null;
}

type Items = ExportList<PrintedItem, LabelItemsExportQuery>;

const ITEMS: Pick<Items, 'anyOf' | 'query' | 'needs'> = {
  anyOf: ['label:print'],
  query: LabelItemsExportQuery,
  needs: 'runId',
};

const VERIFIED: ExportColumn<PrintedItem> = {
  ...{ key: 'verified', title: 'Scanned', kind: 'instant' },
  value: ({ verifiedAt }) => verifiedAt,
};

/** Two lists, since one set of columns is about people or is not: who takes tags along is not asked for whom. */
async function itemsOf(
  views: RunViewService,
  viewer: Viewer,
  { runId, ...query }: LabelItemsExportQuery,
  ofPeople: boolean,
): Promise<Page<PrintedItem>> {
  const run = await views.get(viewer, runId);
  if ((run.kind === 'person') !== ofPeople) throw new LabelRunNotFound();
  const { items, next } = await views.items(viewer, runId, query);
  return { items: items.map((item) => ({ ...item, page: labelPage(run, item.position) })), next };
}

const things = (views: RunViewService): Items => ({
  ...ITEMS,
  list: 'label-items',
  title: 'Labels of a run',
  page: (viewer, query) => itemsOf(views, viewer, query, false),
  columns: [
    { key: 'number', title: 'Label', kind: 'number', value: ({ position }) => position },
    { key: 'page', title: 'Page', kind: 'number', value: ({ page }) => page },
    { key: 'code', title: 'Code', value: ({ code }) => code },
    VERIFIED,
  ],
});

const people = (views: RunViewService): Items => ({
  ...ITEMS,
  list: 'label-people',
  title: 'Labels of a class list',
  page: (viewer, query) => itemsOf(views, viewer, query, true),
  columns: [
    // A class list goes by name: the place in it tells who somebody is.
    { key: 'number', title: 'Label', kind: 'number', about: 'people', value: ({ position }) => position },
    { key: 'page', title: 'Page', kind: 'number', about: 'people', value: ({ page }) => page },
    { key: 'code', title: 'Number', about: ({ subjectId }) => ({ id: subjectId }), value: ({ code }) => code },
    VERIFIED,
  ],
});

/** The lists of this lib that may be taken along. */
@Injectable()
export class LabelsExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly views: RunViewService,
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly stock: StockService,
    private readonly printers: PrintersService,
  ) {}

  onModuleInit(): void {
    const codes = { db: this.db, sites: this.sites };
    this.exports.register(runs(this.views));
    this.exports.register(stockExport(codes, this.stock));
    this.exports.register(printersExport(codes, this.printers));
    this.exports.register(things(this.views));
    this.exports.register(people(this.views));
  }
}
