import { buffer } from 'node:stream/consumers';
import { newId } from '@app/kernel';
import type { SiteScope } from '@app/platform';
import { Viewer } from '@app/platform';
import type { TestApp } from '../../../test/support/app.js';
import type { GivenDevice } from '../../../test/support/given.js';
import { Given } from '../../../test/support/given.js';
import { RenderedPdf } from '../../../test/support/rendered-pdf.js';
import { PrintersService } from './printers/printers.service.js';
import { CreateRunService } from './runs/create-run.service.js';
import { DocumentService } from './runs/document.service.js';
import { PlanService } from './runs/plan.service.js';
import { PreviewService } from './runs/preview.service.js';
import { CreateLabelRunDto, LabelOptionsDto } from './runs/request.dto.js';
import { RunViewService } from './runs/run-view.service.js';
import { LabelRunWorker } from './runs/run-worker.js';
import { SteerRunService } from './runs/steer-run.service.js';
import { VoidingService } from './runs/voiding.service.js';
import type { NewLabelStockDto } from './stock/stock.dto.js';
import { StockService } from './stock/stock.service.js';
import { TagSeries } from './tags/tag-series.service.js';

/** The services of this lib as the product has wired them. */
export const labelsOf = ({ app }: TestApp) => ({
  stock: app.get(StockService),
  printers: app.get(PrintersService),
  plans: app.get(PlanService),
  previews: app.get(PreviewService),
  creating: app.get(CreateRunService),
  runs: app.get(RunViewService),
  documents: app.get(DocumentService),
  steering: app.get(SteerRunService),
  voiding: app.get(VoidingService),
  worker: app.get(LabelRunWorker),
  series: app.get(TagSeries),
});
export type Labels = ReturnType<typeof labelsOf>;

export const givenIn = ({ database }: TestApp): Given => new Given(database.database);

const PRINTS = ['label:print', 'device:read', 'person:read', 'site:read'];

/** Somebody who prints at these sites. */
export const printerAt = (accountId: string | null, scope: SiteScope, permissions = PRINTS): Viewer =>
  new Viewer(accountId, 'test', new Map(permissions.map((permission) => [permission, scope])));

/** The same, without an account in the database: for what writes no run. */
export const someone = (scope: SiteScope): Viewer => printerAt(newId(), scope);

type Asked = Partial<Omit<CreateLabelRunDto, 'options'>> & { options?: Partial<LabelOptionsDto> };

/** Labels of devices on Avery 5160, unless said otherwise. */
export const labels = (siteId: string, { options, ...asked }: Asked): CreateLabelRunDto =>
  Object.assign(new CreateLabelRunDto(), {
    ...{ kind: 'device', siteId, stockId: 'avery-5160' },
    ...asked,
    options: Object.assign(new LabelOptionsDto(), options),
  });

/** Three across, ten down, on Letter. */
export const tags = (name: string): NewLabelStockDto => ({
  ...{ name, medium: 'sheet', pageWidth: 215_900, pageHeight: 279_400, columns: 3, rows: 10 },
  ...{ labelWidth: 66_000, labelHeight: 25_000, left: 5_000, top: 12_000, pitchX: 69_000, pitchY: 25_400 },
});

/** Devices of one model at a site. */
export async function devicesAt(given: Given, siteId: string, count: number): Promise<GivenDevice[]> {
  const modelId = await given.model();
  return Promise.all(Array.from({ length: count }, () => given.device(siteId, { modelId })));
}

/** The document of a run, as somebody downloads it. */
export const pdfOf = async (on: Labels, viewer: Viewer, id: string): Promise<RenderedPdf> =>
  RenderedPdf.of(await buffer((await on.documents.get(viewer, id)).stream));

/** What a refusal says to a program. */
export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'none';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};
