import { uploadPeople } from './seeded-import.js';
import { seedRosters } from './seeded-roster.js';
import type { WebApp } from './web-app.js';

/** The id of one record of each kind that has a page. */
export interface Records {
  device: string;
  person: string;
  case: string;
  clearance: string;
  import: string;
  account: string;
  model: string;
  cart: string;
  bulk: string;
  session: string;
  labels: string;
  rosterSource: string;
  /** A roster that may run, and one that waits for an approval. */
  roster: string;
  stoppedRoster: string;
}

/** A school with something on each of its pages. */
export async function makeRecords(app: WebApp): Promise<Records> {
  const { given, siteId } = app;
  const person = await given.person(siteId);
  const { id: device, tag } = await given.device(siteId);
  for (let n = 0; n < 10; n++) {
    await given.person(siteId, { name: [`Pupil${n}`, 'Park'] });
    await given.device(siteId, { state: n % 3 === 0 ? 'missing' : 'in-stock' });
  }
  const desk = await app.otherDesk();
  await desk.scan('out', person.number);
  await desk.scan('out', tag);
  const rosters = await seedRosters(app);
  const lines = ['student number,first name,last name,grade', '300001,Ana,Wu,9', '300002,Leo,Park,10'];
  return {
    device,
    person: person.id,
    case: await given.missingCase(siteId),
    clearance: await given.clearance(siteId),
    import: await uploadPeople(app, lines),
    account: app.account.id,
    model: await given.model(),
    cart: await given.cart(siteId),
    bulk: await bulkRun(app),
    session: await deskSession(app, tag),
    labels: await labelRun(app, device),
    rosterSource: rosters.source,
    roster: rosters.ready,
    stoppedRoster: rosters.stopped,
  };
}

async function labelRun(app: WebApp, device: string): Promise<string> {
  const page = await (await app.context()).newPage();
  await page.goto('/help');
  const run = { kind: 'device', siteId: app.siteId, stockId: 'avery-5160', source: { ids: [device] } };
  return page.evaluate<string>(`fetch('/api/v1/label-runs', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(${JSON.stringify(run)}),
  }).then((answer) => answer.json()).then(({ id }) => id)`);
}

/** A preview with devices that would change and devices that cannot. */
async function bulkRun(app: WebApp): Promise<string> {
  const page = await (await app.context()).newPage();
  await page.goto('/help');
  return page.evaluate<string>(`fetch('/api/v1/bulk-runs', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ action: { kind: 'move', siteId: '${app.otherSiteId}' }, selection: { query: 'site=${app.siteId}' } }),
  }).then((answer) => answer.json()).then(({ id, toChange, refused }) => toChange > 0 && refused.length > 0 ? id : null)`);
}

/** One's own is the only one to be looked at. */
async function deskSession(app: WebApp, tag: string): Promise<string> {
  const { page, scan, view } = await app.desk('in');
  await scan(tag);
  await scan('NO-SUCH-TAG');
  await view.settled(2);
  return new URL(page.url()).searchParams.get('session')!;
}
