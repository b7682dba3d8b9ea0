import type { OutcomeClass } from '@app/scan-engine';

import type { Loudness } from '../../lib/station-store.js';
import { say } from './words.js';

export interface Announcement {
  class: OutcomeClass;
  /** The outcome in a few words: "Checked in". */
  outcome: string;
  /** Asset tag or code, if the row has one. */
  tag: string | null;
  /** Person, remarks. */
  extra: string[];
}

export interface AnnouncerHost {
  /** Polite region. */
  status(text: string): void;
  /** Assertive region. */
  alert(text: string): void;
  now(): number;
  after(ms: number, run: () => void): () => void;
}

const MERGE_MS = 1_200;

/**
 * Puts outcomes into the live regions. Plain successes that come faster than 1.2 s are told together ("4 checked in, last …");
 * problems are never merged and never wait.
 */
export class Announcer {
  loudness: Loudness = 'all';
  private lastOk = -Infinity;
  private merged: Announcement[] = [];
  private cancel: (() => void) | null = null;

  constructor(private readonly host: AnnouncerHost) {}

  say(what: Announcement): void {
    if (this.loudness === 'none') return;
    if (what.class === 'STOP' || what.class === 'ALARM') return this.host.alert(say('spoken.stop') + sentence(what));
    if (this.loudness === 'problems' && what.class !== 'CHECK') return;
    if (what.class === 'OK') return this.ok(what);
    this.flush();
    const prefix = what.class === 'CHECK' ? say('spoken.check') : what.class === 'SAVED' ? say('spoken.offline') : '';
    this.host.status(prefix + sentence(what));
  }

  private ok(what: Announcement): void {
    const now = this.host.now();
    const wait = this.lastOk + MERGE_MS - now;
    if (wait <= 0 && this.merged.length === 0) {
      this.lastOk = now;
      return this.host.status(sentence(what));
    }
    this.merged.push(what);
    this.cancel ??= this.host.after(Math.max(0, wait), () => this.flush());
  }

  private flush(): void {
    this.cancel?.();
    this.cancel = null;
    const last = this.merged.at(-1);
    if (!last) return;
    const count = this.merged.length;
    this.merged = [];
    this.lastOk = this.host.now();
    this.host.status(
      count === 1
        ? sentence(last)
        : say('spoken.merged', {
            n: count,
            outcome: last.outcome.toLowerCase(),
            last: last.tag ? spelled(last.tag) : (last.extra[0] ?? ''),
          }),
    );
  }
}

/** "LHS-004512" as it is said: "L H S 4512". */
export const spelled = (code: string): string =>
  code
    .split(/[^A-Za-z0-9]+/)
    .flatMap((part) => part.match(/[A-Za-z]+|\d+/g) ?? [])
    .map((part) => (/\d/.test(part) ? part.replace(/^0+(?=\d)/, '') : [...part.toUpperCase()].join(' ')))
    .join(' ');

const capitalised = (text: string): string =>
  /[a-z]/.test(text) ? text : text.charAt(0) + text.slice(1).toLowerCase();

function sentence({ outcome, tag, extra }: Announcement): string {
  return [capitalised(outcome), tag && spelled(tag), ...extra]
    .filter((part): part is string => Boolean(part))
    .map((part) => part.replace(/[.\s]+$/, ''))
    .join('. ')
    .concat('.');
}
