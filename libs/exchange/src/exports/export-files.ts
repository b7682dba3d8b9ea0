import { Injectable } from '@nestjs/common';
import { AccessLog, IdentityFacade } from '@app/identity';
import { SitesFacade } from '@app/directory';
import { LIST_EXPORTED } from '@app/kernel';
import type { Language } from '@app/kernel';
import type { CellValue, KeptBytes, PrintedRows, TableFile, Tx, Viewer } from '@app/platform';
import { Database, MEDIA_TYPES, printedRows, sorted, StoredFiles, tableFile, wordsIn } from '@app/platform';
import { DisclosuresService } from '@app/privacy';
import type { ExportPlan } from './export-plans.js';
import { siteOf } from './export-plans.js';
import type { AskedExport } from './export-run.js';
import { ExportRuns } from './export-runs.js';
import type { Rows, Shown } from './exported-rows.js';

export const EXPORTS = 'exports';

const MADE_BY: Readonly<Record<Language, string>> = { en: 'Made by', es: 'Hecho por' };

/** Writes the file of an export, and what is known of it afterwards. */
@Injectable()
export class ExportFiles {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly identity: IdentityFacade,
    private readonly files: StoredFiles,
    private readonly runs: ExportRuns,
    private readonly log: AccessLog,
    private readonly disclosures: DisclosuresService,
  ) {}

  async shownTo({ language }: Viewer): Promise<Shown> {
    return { language, pseudonymKey: await this.runs.pseudonymKey(this.db.read) };
  }

  /** The bytes lie there; nothing is recorded yet. */
  async write(plan: ExportPlan, asked: AskedExport, rows: AsyncIterable<Rows>): Promise<KeptBytes> {
    const table = await this.tableOf(plan, plan.isMasked ? sorted(this.db, rows) : asTheyCome(rows));
    return this.files.keep(tableFile(table, asked.format), EXPORTS);
  }

  /** What some rows would be in print. */
  async printed(plan: ExportPlan, rows: Rows): Promise<PrintedRows> {
    return printedRows(await this.tableOf(plan, asTheyCome([rows])));
  }

  private async tableOf(plan: ExportPlan, rows: TableFile['rows']): Promise<TableFile> {
    const { timeZone, name: district } = await this.sites.district(this.db.read);
    const { language } = plan.viewer;
    return {
      title: wordsIn(plan.list.title, language),
      columns: plan.columns.map(({ title, kind }) => ({ title: wordsIn(title, language), kind })),
      rows,
      timeZone,
      language,
      words: plan.words ?? undefined,
      from: await this.fromOf(plan, district),
    };
  }

  private async fromOf(plan: ExportPlan, district: string): Promise<string> {
    const { accountId, language } = plan.viewer;
    const siteId = siteOf(plan);
    const site = siteId === null ? undefined : (await this.sites.refs(this.db.read, [siteId])).get(siteId)?.name;
    const maker = accountId === null ? undefined : (await this.identity.namesOf([accountId])).get(accountId);
    return [district, site, maker && `${MADE_BY[language]} ${maker}`].filter(Boolean).join(' · ');
  }

  /** The file, and that it went out: one line of the access log for each export. */
  async record(tx: Tx, viewer: Viewer, run: RecordedRun): Promise<void> {
    const { kept, asked, plan, rowCount } = run;
    const { today } = await this.sites.district(tx);
    await this.files.record(tx, kept, {
      // A list is named, its filters are not: they may say a homeroom.
      fileName: `${asked.list}-${today}-${kept.id.slice(-6)}.${asked.format}`,
      mediaType: MEDIA_TYPES[asked.format],
      createdBy: viewer.accountId,
    });
    await this.log.record(tx, {
      viewer,
      action: LIST_EXPORTED,
      siteId: run.siteId ?? undefined,
      route: 'POST /api/v1/exports',
      rowCount,
      detail: {
        list: asked.list,
        query: asked.query,
        ...(plan.words !== null && { words: plan.words }),
        ...(asked.ids && { picked: asked.ids.length }),
        columns: asked.columns,
        format: asked.format,
        variant: plan.variant,
        ...(plan.variant === 'names' ? { recipient: asked.recipient, purpose: asked.purpose, basis: asked.basis } : {}),
      },
    });
  }

  /** That students were named to somebody outside of the district, in the transaction in which the file is there. */
  async disclose(
    tx: Tx,
    viewer: Viewer,
    exportId: string,
    { asked, plan }: Pick<RecordedRun, 'asked' | 'plan'>,
  ): Promise<void> {
    const { basis, recipient, purpose } = asked;
    if (!plan.disclosed || basis === null || recipient === null || purpose === null) return;
    const heads = plan.columns.map(({ title }) => wordsIn(title, 'en')).join(', ');
    const described = `${wordsIn(plan.list.title, 'en')}: ${heads}`.slice(0, 500);
    const words = { origin: 'export' as const, recipient, purpose, described, basis };
    await this.disclosures.record(tx, { ...words, exportId, accountId: viewer.accountId }, [...plan.disclosed]);
  }

  /** Bytes that nobody will record. */
  discard(kept: KeptBytes): Promise<void> {
    return this.files.discard(kept);
  }
}

async function* asTheyCome(pages: AsyncIterable<Rows> | Iterable<Rows>): AsyncGenerator<(readonly CellValue[])[]> {
  for await (const page of pages) yield page.map(({ item }) => item);
}

export interface RecordedRun {
  kept: KeptBytes;
  asked: AskedExport;
  plan: ExportPlan;
  siteId: string | null;
  rowCount: number;
}
