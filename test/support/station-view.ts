import type { Page } from 'playwright-core';
import { until } from './until.js';

/** A line of the session list as its attributes tell it. */
export interface SeenRow {
  id: string;
  /** 1 = the newest. */
  position: number;
  class: string;
  row: string;
  rows: string;
  code: string;
  tag: string;
  sync: string;
  repeats: number;
  undone: boolean;
  text: string;
}

export interface SeenResult {
  class: string;
  row: string;
  code: string;
  tag: string;
  sync: string;
  headline: string;
  text: string;
}

export interface SeenDesk {
  /** In the document; the list holds only what is in sight. */
  rows: SeenRow[];
  /** All of the session. */
  count: number;
  result: SeenResult;
  /** `scan-field`, or the label, words or kind of element of what else has the focus. */
  focus: string;
  value: string;
  title: string;
  listening: string;
  net: string;
  attention: number;
  person: string;
  context: string;
}

/** What the functions below use of the page that they run in: the tests are compiled without the DOM. */
interface El {
  dataset: Record<string, string | undefined>;
  textContent: string | null;
  value?: string;
  tagName: string;
  id: string;
  innerText: string;
  /** Of a form's control. */
  labels?: ArrayLike<El> | null;
  scrollTop: number;
  scrollHeight: number;
  getAttribute(name: string): string | null;
  querySelector(selector: string): El | null;
}
declare const document: {
  title: string;
  activeElement: El | null;
  querySelector(selector: string): El | null;
  querySelectorAll(selector: string): Iterable<El>;
};

/** Runs in the page. */
function look(): SeenDesk {
  const one = (id: string): El | null => document.querySelector(`[data-testid=${id}]`);
  const text = (el: El | null | undefined): string => (el?.innerText ?? '').replace(/\s+/g, ' ').trim();
  const rows = [...document.querySelectorAll('[data-testid=scan-row]')].map((el) => ({
    id: el.dataset.id ?? '',
    position: Number(el.getAttribute('aria-rowindex')) - 1,
    class: el.dataset.class ?? '',
    row: el.dataset.row ?? '',
    rows: el.dataset.rows ?? '',
    code: el.dataset.code ?? '',
    tag: el.dataset.tag ?? '',
    sync: el.dataset.sync ?? '',
    repeats: Number(el.dataset.repeats),
    undone: el.dataset.undone === 'true',
    text: text(el),
  }));
  const result = one('scan-result');
  const focused = document.activeElement;
  return {
    rows,
    count: Number(document.querySelector('table[aria-rowcount]')?.getAttribute('aria-rowcount') ?? 1) - 1,
    result: {
      class: result?.dataset.class ?? '',
      row: result?.dataset.row ?? '',
      code: result?.dataset.code ?? '',
      tag: result?.dataset.tag ?? '',
      sync: result?.dataset.sync ?? '',
      headline: text(result?.querySelector('h2')),
      text: text(result),
    },
    focus:
      focused?.dataset.testid ??
      focused?.getAttribute('aria-label') ??
      (text(focused?.labels?.[0]) || text(focused) || (focused?.tagName ?? '')),
    value: one('scan-field')?.value ?? '',
    title: document.title,
    listening: text(one('listening-state')),
    net: text(one('net-state')),
    attention: Number(text(one('attention-count')) || 0),
    person: one('scan-context')?.dataset.person ?? '',
    context: text(one('scan-context')),
  };
}

/** What the station shows. */
export class StationView {
  constructor(private readonly page: Page) {}

  now(): Promise<SeenDesk> {
    return this.page.evaluate(look);
  }

  until(passes: (desk: SeenDesk) => boolean, within?: number): Promise<SeenDesk> {
    return until(() => this.now(), passes, { within });
  }

  /** The station is there, listens, and has asked for what it had. */
  async ready(): Promise<void> {
    await this.page.getByTestId('scan-field').waitFor();
    await this.until((desk) => desk.focus === 'scan-field');
  }

  /** The newest row is about this code and has its answer; gives the row. */
  async answered(code: string, within?: number): Promise<SeenRow & { desk: SeenDesk }> {
    const desk = await this.until(
      ({ rows, result }) =>
        rows.at(0)?.code === code && rows[0].class !== 'CHECKING' && result.code === code && result.class !== '',
      within,
    );
    return { ...desk.rows[0], desk };
  }

  /** So many rows, and none of them waits. */
  settled(count: number, within?: number): Promise<SeenDesk> {
    return this.until((desk) => desk.count === count && desk.rows.every(({ sync }) => sync !== 'checking'), within);
  }

  /** Every row of the session, newest first: scrolls through the list. */
  async allRows(): Promise<SeenRow[]> {
    const found = new Map<number, SeenRow>();
    const list = this.page.getByRole('region', { name: 'Scans of this session' });
    for (let top = 0; ; top += 200) {
      const height = await list.evaluate((element, to) => {
        const scroller = element as unknown as El;
        scroller.scrollTop = to;
        return scroller.scrollHeight;
      }, top);
      await this.page.waitForTimeout(60);
      for (const row of (await this.now()).rows) found.set(row.position, row);
      if (top > height) break;
    }
    await list.evaluate((element) => void ((element as unknown as El).scrollTop = 0));
    return [...found.values()].sort((a, b) => a.position - b.position);
  }

  /** Sounds so far, in order. */
  async sounds(): Promise<string[]> {
    const names = await this.page.evaluate<string>('JSON.stringify(window.__ux.sounds.map(({ name }) => name))');
    return JSON.parse(names) as string[];
  }
}
