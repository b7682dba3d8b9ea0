import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { LABEL_KIND_WORDS } from '@app/kernel';
import { SitesFacade } from '@app/directory';
import type { PdfPages, Viewer } from '@app/platform';
import { Database, openPdf, textTools } from '@app/platform';
import type { RunContent } from '../contents/content.js';
import { LabelContents } from '../contents/label-contents.js';
import { FORM_OF } from '../layout/run-form.js';
import type { LabelItem, RunRecord } from '../runs/run.js';
import { breather } from '../shared/breather.js';
import { drawPage } from './draw-page.js';
import { adjustmentOf } from './page.js';
import type { PlacedContent } from './placed.js';

/** The first of them say how all labels of the run look. */
const AT_ONCE = FORM_OF;

/** Told how many labels are drawn; `false` ends it. */
export type Progress = (labels: number) => Promise<boolean>;

/** Somebody asked to stop. */
export class DrawingStopped extends Error {}

/** A run's document, drawn anew each time from its record. */
@Injectable()
export class LabelDrawer {
  private readonly logger = new Logger('Labels');

  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly contents: LabelContents,
  ) {}

  /** The bytes while they are drawn; a failure destroys the stream. */
  async draw(viewer: Viewer, run: RunRecord & { id: string }, progress: Progress = goOn): Promise<Readable> {
    const contentsOf = await this.contents.of(this.db.read, viewer, run);
    const first = await contentsOf(await this.items(run.id, 0));
    const labels = this.labels(run, contentsOf, progress);
    if (run.dpi !== null) return Readable.from(this.zpl(run, labels, first));
    const site = (await this.sites.refs(this.db.read, [run.siteId])).get(run.siteId)?.name ?? '';
    const pdf = await openPdf(titleOf(run, site));
    const { stream } = pdf;
    this.pdf(pdf, { run, site }, labels, first).catch((error: Error) => {
      // Whoever downloads sees a broken download and no reason.
      if (!(error instanceof DrawingStopped))
        this.logger.error({ event: 'labels.drawing-failed', runId: run.id }, error.stack);
      stream.destroy(error);
    });
    return stream;
  }

  private async pdf(
    pdf: PdfPages,
    { run, site }: { run: RunRecord; site: string },
    labels: AsyncIterable<PlacedContent>,
    first: RunContent[],
  ): Promise<void> {
    const { formOf, runPages } = await import('./run-pages.js');
    const breathe = breather();
    const measure = (...text: Parameters<PdfPages['measure']>): number => pdf.measure(...text);
    for await (const page of runPages(run, labels, { measure, site, form: formOf(run, first, measure) })) {
      drawPage(pdf, page, adjustmentOf(run));
      await breathe();
    }
    pdf.end();
  }

  private async *zpl(
    run: RunRecord,
    labels: AsyncIterable<PlacedContent>,
    first: RunContent[],
  ): AsyncGenerator<string> {
    const { formOf, runZpl } = await import('./run-pages.js');
    const breathe = breather();
    const { measure, outlines } = await textTools();
    const form = formOf(run, first, measure);
    for await (const label of runZpl(run, labels, { measure, outlines, form })) {
      yield label;
      await breathe();
    }
  }

  private async *labels(
    run: RunRecord & { id: string },
    contentsOf: Awaited<ReturnType<LabelContents['of']>>,
    progress: Progress,
  ): AsyncGenerator<PlacedContent> {
    for (let last = 0; ;) {
      const items = await this.items(run.id, last);
      if (items.length === 0) return;
      const contents = await contentsOf(items);
      for (const [n, { position }] of items.entries()) yield { position, content: contents[n] };
      last = items[items.length - 1].position;
      if (!(await progress(last * run.copies))) throw new DrawingStopped();
    }
  }

  private items(runId: string, after: number): Promise<LabelItem[]> {
    return this.db.read.query<LabelItem>(
      `SELECT position, subject_id AS "subjectId", code, lines FROM label_item WHERE run_id = $1 AND position > $2
       ORDER BY position LIMIT ${AT_ONCE}`,
      [runId, after],
    );
  }
}

/** Of a window or a print queue: kind, site, and the end of the run's id, whose beginning is the time. No name of a person. */
export const titleOf = ({ kind, id }: Pick<RunRecord, 'kind'> & { id: string }, site: string): string =>
  `Labels: ${LABEL_KIND_WORDS[kind][0]} · ${site} · run ${id.slice(-6)}`;

const goOn = (): Promise<boolean> => Promise.resolve(true);
