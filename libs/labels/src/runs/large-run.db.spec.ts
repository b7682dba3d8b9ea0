import { buffer } from 'node:stream/consumers';
import type { Viewer } from '@app/platform';
import { RenderedPdf } from '../../../../test/support/rendered-pdf.js';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import type { Given } from '../../../../test/support/given.js';
import type { Labels } from '../labels.test-support.js';
import { codeOf, givenIn, labels, labelsOf, printerAt } from '../labels.test-support.js';
import { LARGEST_AT_ONCE } from './new-run.service.js';
import { purgeLabelFiles } from './retention.js';
import { StoredFiles } from '@app/platform';

const LABELS = LARGEST_AT_ONCE + 200;

let test: TestApp;
let given: Given;
let on: Labels;
let site: string;
let clerk: Viewer;
let series = 0;
beforeAll(async () => {
  test = await testApp();
  given = givenIn(test);
  on = labelsOf(test);
  await given.district();
  site = await given.site();
  const account = await given.account();
  clerk = printerAt(account, [site]);
  await test.database.asSuperuser(
    `INSERT INTO role_grant (account_id, role_id, site_id) SELECT $1, id, $2 FROM role WHERE code = 'site-clerk'`,
    [account, site],
  );
});
afterAll(() => test.close());

async function large(): Promise<{ id: string; task: { runId: string; jobRunId: string } }> {
  series += 1;
  const range = { prefix: `L${series}-`, digits: 6, count: LABELS };
  const id = await on.creating.create(clerk, labels(site, { kind: 'tag-range', source: { range } }));
  const [{ data }] = await test.database.asSuperuser(
    `SELECT data FROM pgboss.job WHERE name = 'labels.run' AND data ->> 'runId' = $1`,
    [id],
  );
  return { id, task: data as { runId: string; jobRunId: string } };
}

describe('a run of more than a thousand labels', () => {
  it('is drawn by a job, which says how far it is, and is kept as a file', async () => {
    const { id, task } = await large();
    expect(await on.runs.get(clerk, id)).toMatchObject({ state: 'queued', progress: { done: 0, total: LABELS } });
    expect(await codeOf(on.documents.get(clerk, id))).toBe('label-run.state-conflict');
    await on.worker.run(task);
    expect(await on.runs.get(clerk, id)).toMatchObject({ state: 'done', progress: null, error: null });
    const [{ done, total }] = await test.database.asSuperuser('SELECT done, total FROM job_run WHERE id = $1', [
      task.jobRunId,
    ]);
    expect([done, total]).toEqual([LABELS, LABELS]);
    const bytes = await buffer((await on.documents.get(clerk, id)).stream);
    expect(bytes.length / LABELS).toBeLessThan(250);
    const pdf = await RenderedPdf.of(bytes);
    expect(pdf.pages).toBe(LABELS / 30);
    expect((await pdf.codes(pdf.pages)).map(({ text }) => text)).toContain(
      `L${series}-${String(LABELS).padStart(6, '0')}`,
    );
    // A second delivery changes nothing.
    await on.worker.run(task);
    expect((await on.runs.get(clerk, id)).state).toBe('done');
  });

  it('is stopped while it waits and while it is drawn, and its numbers stay taken', async () => {
    const waiting = await large();
    await on.steering.cancel(clerk, waiting.id);
    await on.worker.run(waiting.task);
    expect((await on.runs.get(clerk, waiting.id)).state).toBe('cancelled');
    const [{ file }] = await test.database.asSuperuser('SELECT file_id AS file FROM label_run WHERE id = $1', [
      waiting.id,
    ]);
    expect(file).toBeNull();
    expect(await codeOf(on.steering.cancel(clerk, waiting.id))).toBe('label-run.state-conflict');
    const running = await large();
    await test.database.asSuperuser(`UPDATE label_run SET state = 'running' WHERE id = $1`, [running.id]);
    await test.database.asSuperuser(`UPDATE job_run SET state = 'running' WHERE id = $1`, [running.task.jobRunId]);
    await on.steering.cancel(clerk, running.id);
    await on.worker.run(running.task);
    expect((await on.runs.get(clerk, running.id)).state).toBe('cancelled');
    expect((await on.series.list()).find(({ prefix }) => prefix === `L${series}-`)?.printed).toBe(LABELS);
  });

  it('ends when its account has left before it was drawn', async () => {
    const { id, task } = await large();
    await test.database.asSuperuser(`UPDATE account SET state = 'disabled' WHERE id = $1`, [clerk.accountId]);
    await on.worker.run(task);
    await test.database.asSuperuser(`UPDATE account SET state = 'active' WHERE id = $1`, [clerk.accountId]);
    expect((await on.runs.get(clerk, id)).state).toBe('cancelled');
    expect((await test.database.asSuperuser('SELECT state FROM job_run WHERE id = $1', [task.jobRunId]))[0].state).toBe(
      'cancelled',
    );
  });

  it('loses its file after a week and is drawn again for whoever asks', async () => {
    const { id, task } = await large();
    await on.worker.run(task);
    const kept = await buffer((await on.documents.get(clerk, id)).stream);
    await purgeLabelFiles(test.database.database, test.app.get(StoredFiles, { strict: false }), 7);
    const fileOf = async () =>
      (await test.database.asSuperuser('SELECT file_id AS file FROM label_run WHERE id = $1', [id]))[0].file;
    expect(await fileOf()).not.toBeNull();
    await purgeLabelFiles(test.database.database, test.app.get(StoredFiles, { strict: false }), 0);
    expect(await fileOf()).toBeNull();
    const again = await buffer((await on.documents.get(clerk, id)).stream);
    expect(Math.abs(again.length - kept.length)).toBeLessThan(200);
  });
});
