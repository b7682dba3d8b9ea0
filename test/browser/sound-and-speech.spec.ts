import type { Page } from 'playwright-core';
import type { OutcomeClass } from '@app/scan-engine';
import type { OpenDesk } from '../support/web-app.js';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

const tagOf = async (state?: string): Promise<string> => (await app().given.device(app().siteId, { state })).tag;
const student = async (): Promise<string> => (await app().given.person(app().siteId)).number;

async function roomCode(): Promise<string> {
  const code = 'LIBRARY-2';
  await app().given.room(app().siteId, code);
  return code;
}

/** Everything that is written into a region from now on. */
const WATCH_SPEECH = `
  window.said = { status: [], alert: [] };
  for (const name of ['status', 'alert'])
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) said[name].push(node.textContent);
    }).observe(document.querySelector('[role=' + name + '][data-testid=live-' + name + ']'), { childList: true });`;
interface Said {
  status: string[];
  alert: string[];
}
const said = (page: Page): Promise<Said> => page.evaluate<Said>('said');
const saidOnce = (page: Page, passes: (so: Said) => boolean): Promise<Said> => until(() => said(page), passes);

/** Scans what is answered with the class; the sounds of that scan. */
async function soundsOf({ page, scan, view }: OpenDesk, outcome: OutcomeClass): Promise<string[]> {
  const before = (await view.sounds()).length;
  if (outcome === 'SAVED') {
    app().browser.expectProblem(/Failed to load resource|ERR_FAILED/);
    await page.route('**/api/v1/scan-events', (route) => route.abort());
  }
  const codes: Record<OutcomeClass, () => Promise<string>> = {
    OK: () => tagOf('deployed'),
    CONTEXT: () => roomCode(),
    CHECK: () => tagOf('missing'),
    STOP: () => tagOf('retired'),
    AGAIN: () => tagOf('in-stock'),
    SAVED: () => tagOf('deployed'),
    ALARM: () => tagOf('stolen'),
  };
  const code = await codes[outcome]();
  await scan(code);
  expect((await view.answered(code)).class).toBe(outcome);
  return (await view.sounds()).slice(before);
}

const CLASSES: OutcomeClass[] = ['OK', 'CONTEXT', 'CHECK', 'STOP', 'AGAIN', 'ALARM', 'SAVED'];

describe('sound and screen reader', () => {
  it('46: each class has its own sound, and a stop never sounds like a success', async () => {
    const desk = await app().desk('in');
    const sounds = new Map<OutcomeClass, string[]>();
    for (const outcome of CLASSES) sounds.set(outcome, await soundsOf(desk, outcome));
    expect([...sounds.values()].map((names) => names.length)).toEqual(CLASSES.map(() => 1));
    expect(new Set([...sounds.values()].flat()).size).toBe(7);
    expect(sounds.get('STOP')).not.toEqual(sounds.get('OK'));
  });

  it('47: muted, nothing sounds and the edge flashes', async () => {
    const desk = await app().desk('in');
    expect(await soundsOf(desk, 'OK')).toHaveLength(1);
    expect(await desk.page.getByTestId('edge-flash').count()).toBe(0);
    await desk.scan('/mute');
    expect(await soundsOf(desk, 'OK')).toEqual([]);
    expect(await desk.page.getByTestId('edge-flash').count()).toBe(1);
    expect(await soundsOf(desk, 'STOP')).toEqual([]);
    await desk.scan('/loud');
    expect(await soundsOf(desk, 'OK')).toHaveLength(1);
  });

  it('48: a stop is an alert, a success a status; equal results are told twice', async () => {
    const { page, scan, view } = await app().desk('in');
    await page.evaluate(WATCH_SPEECH);
    expect(
      await page.locator('[role=alert][data-testid=live-alert], [role=status][data-testid=live-status]').count(),
    ).toBe(2);
    const tag = await tagOf('deployed');
    await scan(tag);
    await view.answered(tag);
    await saidOnce(page, ({ status }) => status.length === 1);
    expect((await said(page)).status[0]).toMatch(/^Checked in\./);
    expect((await said(page)).alert).toEqual([]);
    for (const [n, link] of ['https://example.org/a', 'https://example.org/b'].entries()) {
      await scan(link);
      await view.answered(link);
      await saidOnce(page, ({ alert }) => alert.length === n + 1);
    }
    const { alert } = await said(page);
    expect(alert[0]).toMatch(/^Stop: That is a web link/);
    // The same code twice, with a command between so that it is no bouncing trigger: the same words, told anew.
    const retired = await tagOf('retired');
    await scan(retired);
    await saidOnce(page, ({ alert: so }) => so.length === 3);
    await scan('/loud');
    await scan(retired);
    await saidOnce(page, ({ alert: so }) => so.length === 4);
    const twice = (await said(page)).alert.slice(2);
    expect(twice[0]).toBe(twice[1]);
  });

  it('49: five quick successes are told together, the stop among them on its own', async () => {
    const { page, scan, view } = await app().desk('in');
    await page.evaluate(WATCH_SPEECH);
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    await page.route('**/api/v1/scan-events', async (route) => {
      await gate;
      await route.continue();
    });
    const tags = [await tagOf('deployed'), await tagOf('deployed'), await tagOf('deployed')];
    const retired = await tagOf('retired');
    const more = [await tagOf('deployed'), await tagOf('deployed')];
    for (const code of [...tags, retired, ...more]) await scan(code);
    open();
    await view.settled(6);
    const told = (status: string[]): number =>
      status.reduce((sum, text) => sum + Number(/^(\d+) checked in, last /.exec(text)?.[1] ?? 1), 0);
    const { status, alert } = await saidOnce(page, (so) => told(so.status) === 5 && so.alert.length > 0);
    expect(status.length).toBeLessThan(5);
    expect(alert).toHaveLength(1);
    expect(alert[0]).toMatch(/^Stop: Not checked in/i);
  });
});

it('the words for people: a person in check out is told as a status', async () => {
  const { page, scan, view } = await app().desk('out');
  await page.evaluate(WATCH_SPEECH);
  const number = await student();
  await scan(number);
  await view.answered(number);
  await saidOnce(page, ({ status }) => status.length === 1);
  expect((await said(page)).status[0]).toMatch(/^Maya Rivera\./);
});

it('has found the loudspeaker before the first scan, and does not look for it again', async () => {
  const context = await app().context();
  await context.addInitScript(`window.made = 0;
    window.AudioContext = new Proxy(window.AudioContext, { construct: (of, args) => (window.made++, new of(...args)) })`);
  const { page, scan, view } = await app().desk('in', context);
  const made = (): Promise<number> => page.evaluate<number>('window.made');
  await until(made, (count) => count === 1);
  const { tag } = await app().given.device(app().siteId);
  await scan(tag);
  await view.answered(tag);
  expect(await made()).toBe(1);
});
