import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Page } from '@app/kernel';
import type { ExportList, SiteScope } from '@app/platform';
import { ExportLists, IsText, PageQuery, Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import { Given } from '../../../../test/support/given.js';
import { accountAs } from '../../../../test/support/sign-in.js';
import type { AskedExport, ExportRun } from './export-run.js';
import { ExportsService } from './exports.service.js';

interface Entry {
  n: number;
  personId: string | null;
}

class EntriesQuery extends PageQuery {
  @IsText(20, { optional: true })
  homeroom?: string;
}

export const asked = (also: Partial<AskedExport> = {}): AskedExport => ({
  ...{ list: 'entries', query: '', columns: ['n'], format: 'csv', variant: null },
  ...{ recipient: null, purpose: null, basis: null },
  ...also,
});

export const NAMED: Partial<AskedExport> = {
  ...{ columns: ['n', 'who', 'mail'], variant: 'names', recipient: 'County office', purpose: 'Audit' },
};

/** The product with two more lists, `entries` of things and `pupils` of people, as long as a spec says. */
export class TestExports {
  /** Of the first row; nobody's id unless a spec says. */
  who!: string;
  /** How long the list is, and what happens while it is read. */
  length = 0;
  /** Whether somebody soon knows how long. */
  isCounted = true;
  /** Whom an entry is about. */
  personOf: (n: number) => string | null = () => null;
  onPage: (viewer: Viewer, n: number) => Promise<void> = () => Promise.resolve();
  /** A clerk of `here`, another for each test. */
  viewer!: Viewer;

  private constructor(
    readonly test: TestApp,
    readonly given: Given,
    readonly service: ExportsService,
    readonly folder: string,
    readonly here: string,
    readonly there: string,
  ) {}

  static async open(): Promise<TestExports> {
    const folder = await mkdtemp(join(tmpdir(), 'cubby-exports-'));
    const test = await testApp({ settings: { DATA_DIR: folder } });
    const given = new Given(test.database.database);
    await given.district();
    const [here, there] = [await given.site('HERE'), await given.site('THERE')];
    const at = new TestExports(test, given, test.app.get(ExportsService), folder, here, there);
    test.app.get(ExportLists).register(at.list('entries', 'device:read'));
    test.app.get(ExportLists).register(at.list('pupils', 'person:read'));
    return at;
  }

  async close(): Promise<void> {
    await this.test.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Before each test. */
  async begin(length: number): Promise<void> {
    this.length = length;
    this.isCounted = true;
    this.who = this.here;
    this.onPage = () => Promise.resolve();
    this.personOf = (n) => (n === 0 ? this.who : null);
    const { id } = await accountAs(this.test.database.database, 'site-clerk', this.here);
    const held = ['device:read', 'person:read', 'export:people'];
    this.viewer = new Viewer(id, 'clerk', new Map(held.map((code): [string, SiteScope] => [code, [this.here]])));
  }

  rows(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.test.database.asSuperuser(sql, values);
  }

  look(id: string): Promise<ExportRun> {
    return this.service.find(this.viewer, id);
  }

  files(): Promise<string[]> {
    return readdir(join(this.folder, 'files', 'exports')).catch(() => []);
  }

  /** What the access log has of the clerk. */
  entries(): Promise<Record<string, unknown>[]> {
    return this.rows(
      `SELECT site_id AS site, row_count AS n, detail FROM access_log WHERE action = 'list.exported' AND account_id = $1`,
      [this.viewer.accountId],
    );
  }

  async fileOf(id: string): Promise<string[]> {
    return (await text((await this.service.file(this.viewer, id)).stream)).trimEnd().split('\r\n');
  }

  private list(list: string, permission: string): ExportList<Entry, EntriesQuery> {
    return {
      list,
      title: { en: 'Entries', es: 'Entradas' },
      anyOf: [permission],
      count: () => Promise.resolve(this.isCounted ? this.length : null),
      query: EntriesQuery,
      tellsWho: ['homeroom'],
      namesNobody: ({ homeroom }) => homeroom === 'none',
      columns: [
        { key: 'n', title: { en: 'Number', es: 'Número' }, kind: 'number', value: ({ n }: Entry) => n },
        {
          key: 'who',
          title: 'Who',
          about: ({ personId }: Entry) => (personId ? { id: personId } : null),
          value: ({ personId }: Entry) => (personId ? 'Maya Rivera' : 'Room 12'),
        },
        { key: 'mail', title: 'E-mail', about: 'people', value: () => 'maya@example.org' },
      ],
      page: async (by: Viewer, { after, limit }: PageQuery): Promise<Page<Entry>> => {
        const from = Number(after ?? 0);
        await this.onPage(by, from / limit);
        const count = Math.max(Math.min(limit, this.length - from), 0);
        const items = Array.from({ length: count }, (_, n) => ({ n: from + n, personId: this.personOf(from + n) }));
        return { items, next: from + limit < this.length ? String(from + limit) : null };
      },
    };
  }
}
