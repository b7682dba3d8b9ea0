import { buffer } from 'node:stream/consumers';
import { newId } from '@app/kernel';
import type { SiteScope } from '@app/platform';
import { Jobs } from '@app/platform';
import { RenderedPdf } from '../../../../test/support/rendered-pdf.js';
import type { ExportIsLong } from '../exchange.errors.js';
import type { AskedExport, ExportRun } from './export-run.js';
import { ExportWorker } from './export-worker.js';
import type { ExportTask } from './exports.service.js';
import { EXPORT_QUEUE } from './exports.service.js';
import { asked, NAMED, TestExports } from './exports.test-support.js';

let at: TestExports;
beforeAll(async () => (at = await TestExports.open()));
beforeEach(async () => {
  await at.rows('DELETE FROM pgboss.job WHERE name = $1', [EXPORT_QUEUE]);
  await at.rows(
    `UPDATE job_run SET state = 'cancelled', finished_at = clock_timestamp() WHERE state IN ('queued', 'running')`,
  );
  await at.begin(12_345);
});
afterAll(() => at.close());

describe('a long list', () => {
  const begun = async (also?: Partial<AskedExport>): Promise<ExportRun> => {
    const run = await at.service.begin(at.viewer, asked(also));
    expect(run).toMatchObject({ state: 'queued', fileId: null });
    return run;
  };

  /** The next jobs of the queue, in the order in which a worker gets them. */
  const fetched = async (count: number): Promise<string[]> => {
    const { engine } = at.test.app.get(Jobs);
    const ids: string[] = [];
    while (ids.length < count) {
      const [job] = await engine.fetch<ExportTask>(EXPORT_QUEUE);
      ids.push(job.data.exportId);
    }
    return ids;
  };

  /** A short one, as it is printed. */
  const pdfOf = async (rows: number): Promise<{ pages: number; bytes: number }> => {
    at.length = rows;
    const { id, byteSize } = await at.service.begin(at.viewer, asked({ format: 'pdf' }));
    const pdf = await RenderedPdf.of(await buffer((await at.service.file(at.viewer, id)).stream));
    return { pages: pdf.pages, bytes: byteSize! };
  };

  it('is a job, logged when its file is there', async () => {
    const { id } = await begun();
    expect(await at.entries()).toEqual([]);
    await expect(at.service.file(at.viewer, id)).rejects.toMatchObject({ code: 'export.state-conflict' });
    await at.test.app.get(ExportWorker).run({ exportId: id });
    expect(await at.look(id)).toMatchObject({ state: 'done', rowCount: 12_345, done: 12_345 });
    expect(await at.fileOf(id)).toHaveLength(12_346);
    expect(await at.entries()).toMatchObject([{ n: 12_345, detail: { list: 'entries' } }]);
    // Delivered twice, written once.
    await at.test.app.get(ExportWorker).run({ exportId: id });
    expect(await at.entries()).toHaveLength(1);
  });

  it('goes by pseudonyms where they stand for people, over all its pages', async () => {
    const people = Array.from({ length: 12_345 }, () => newId());
    at.personOf = (n) => people[n];
    const { id } = await begun({ columns: ['n', 'who'], variant: 'pseudonyms' });
    await at.test.app.get(ExportWorker).run({ exportId: id });
    expect(await at.look(id)).toMatchObject({ state: 'done', rowCount: 12_345 });
    const [, ...lines] = await at.fileOf(id);
    const codes = lines.map((line) => line.split(',')[1]);
    expect(codes).toEqual([...codes].sort());
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(12_345);
  });

  describe('of more than 500 pages', () => {
    beforeEach(() => (at.length = 40_000));

    const refusedLength = async (): Promise<Record<'rows' | 'pages' | 'bytes', number>> => {
      const refused = await at.service.begin(at.viewer, asked({ format: 'pdf' })).catch((error: unknown) => error);
      return (refused as ExportIsLong).details as Record<'rows' | 'pages' | 'bytes', number>;
    };

    it('is a PDF once somebody has said so, and a spreadsheet at once', async () => {
      const refused = { code: 'export.long-pdf', details: { rows: 40_000, atLeast: false } };
      await expect(at.service.begin(at.viewer, asked({ format: 'pdf' }))).rejects.toMatchObject(refused);
      expect((await at.service.begin(at.viewer, asked({ format: 'pdf' }), true)).state).toBe('queued');
      expect((await at.service.begin(at.viewer, asked({ format: 'xlsx' }))).state).toBe('queued');
    });

    it('says about how many, and how many bytes', async () => {
      const details = await refusedLength();
      const pdf = await pdfOf(2_000);
      expect(details.pages / (20 * pdf.pages)).toBeCloseTo(1, 1);
      expect(details.bytes / (20 * pdf.bytes)).toBeCloseTo(1, 0);
    });

    it('is looked ahead for where nobody counts the list, no further than need be', async () => {
      at.isCounted = false;
      let pages = 0;
      at.onPage = () => Promise.resolve(void (pages += 1));
      const details = await refusedLength();
      expect(details).toMatchObject({ atLeast: true });
      expect(details.rows).toBeLessThan(25_000);
      expect(pages).toBeLessThan(35);
    });
  });

  it('of fewer pages is made without asking', async () => {
    at.isCounted = false;
    expect((await at.service.begin(at.viewer, asked({ format: 'pdf' }))).state).toBe('queued');
  });

  it('is one file, however many workers have it', async () => {
    const { id } = await begun();
    const before = await at.files();
    await Promise.all([
      at.test.app.get(ExportWorker).run({ exportId: id }),
      at.test.app.get(ExportWorker).run({ exportId: id }),
    ]);
    expect(await at.look(id)).toMatchObject({ state: 'done', rowCount: 12_345 });
    expect(await at.entries()).toHaveLength(1);
    expect(await at.files()).toHaveLength(before.length + 1);
  });

  it('is cancelled before it begins and while it is read, and leaves nothing', async () => {
    const before = await at.files();
    const waiting = await begun();
    expect(await at.service.cancel(at.viewer, waiting.id)).toMatchObject({ state: 'cancelled' });
    await at.test.app.get(ExportWorker).run({ exportId: waiting.id });
    const running = await begun();
    at.onPage = async (_, n) => {
      if (n === 3) await at.service.cancel(at.viewer, running.id);
    };
    await at.test.app.get(ExportWorker).run({ exportId: running.id });
    expect(await at.look(waiting.id)).toMatchObject({ state: 'cancelled', done: 0 });
    // Three pages at least were read when it was stopped.
    const stopped = await at.look(running.id);
    expect(stopped).toMatchObject({ state: 'cancelled', rowCount: null });
    expect(stopped.done).toBeGreaterThanOrEqual(3_000);
    expect(await at.files()).toEqual(before);
    expect(await at.entries()).toEqual([]);
    await expect(at.service.cancel(at.viewer, running.id)).rejects.toMatchObject({ code: 'export.state-conflict' });
  });

  it('says in words why it failed', async () => {
    const { id } = await begun();
    at.onPage = () => Promise.reject(new Error('SELECT secret'));
    await at.test.app.get(ExportWorker).run({ exportId: id });
    const run = await at.look(id);
    expect(run).toMatchObject({ state: 'failed', fileId: null });
    expect(run.error).toMatch(/^Something went wrong/);
    expect(run.error).not.toContain('secret');
  });

  it('reads as who asked for it may read by then, and never more than the request could', async () => {
    const { id } = await begun(NAMED);
    let seen: SiteScope = 'all';
    at.onPage = (by) => Promise.resolve(void (seen = by.sitesFor('device:read')));
    // The account has been given another site since.
    const role = `(SELECT id FROM role WHERE code = 'site-clerk')`;
    await at.rows(`INSERT INTO role_grant (account_id, role_id, site_id) VALUES ($1, ${role}, $2)`, [
      at.viewer.accountId,
      at.there,
    ]);
    await at.test.app.get(ExportWorker).run({ exportId: id });
    expect(await at.look(id)).toMatchObject({ state: 'done' });
    expect(seen).toEqual([at.here]);
    const next = await begun(NAMED);
    await at.rows('DELETE FROM role_grant WHERE account_id = $1', [at.viewer.accountId]);
    await at.test.app.get(ExportWorker).run({ exportId: next.id });
    expect(await at.look(next.id)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('may not export') as string,
    });
  });

  it('goes when it is its turn: nobody waits for all files of somebody else', async () => {
    const other = at.viewer;
    await at.begin(112_500);
    const mine = [await begun(), await begun(), await begun()];
    at.length = 35_814;
    const theirs = await at.service.begin(other, asked());
    expect(theirs).toMatchObject({ state: 'queued', before: 0 });
    const waits = await Promise.all(mine.map(({ id }) => at.look(id)));
    expect(waits.map(({ before }) => before)).toEqual([1, 2, 3]);
    expect(await fetched(4)).toEqual([theirs.id, ...mine.map(({ id }) => id)]);
  });

  it('keeps no short one waiting: that is written with its request', async () => {
    const long = await begun();
    let release = (): void => undefined;
    const held = new Promise<void>((done) => (release = done));
    const reads = new Promise<void>((begun) => {
      at.onPage = () => {
        begun();
        return held;
      };
    });
    const job = at.test.app.get(ExportWorker).run({ exportId: long.id });
    await reads;
    at.onPage = () => Promise.resolve();
    at.length = 5_000;
    expect(await at.service.begin(at.viewer, asked())).toMatchObject({ state: 'done', rowCount: 5_000 });
    expect((await at.look(long.id)).state).toBe('running');
    release();
    await job;
  });

  it('waits while three of the account are under way', async () => {
    const [first] = [await begun(), await begun(), await begun()];
    await expect(at.service.begin(at.viewer, asked())).rejects.toMatchObject({ code: 'export.too-many' });
    await at.service.cancel(at.viewer, first.id);
    await begun();
  });
});
