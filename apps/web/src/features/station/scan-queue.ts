import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import type { ContextChange, JournalEntry } from './entry.js';

export type SendResult =
  | { kind: 'answer'; answer: ScanAnswer }
  /** Network, time-out, 5xx, 429: the same request again later. */
  | { kind: 'later'; afterMs?: number }
  | { kind: 'signed-out' }
  | { kind: 'refused'; status: number; code: string };

export interface QueueHost {
  /** Resolves; never rejects. */
  send(request: ScanRequest, signal: AbortSignal): Promise<SendResult>;
  /** The entry's request, made now from the present context; `null` when there is nothing to send any more. */
  freeze(entry: JournalEntry): ScanRequest | null;
  /** Writes the entry to the journal; resolves even when storage fails. */
  save(entry: JournalEntry): Promise<void>;
  answered(entry: JournalEntry, answer: ScanAnswer): void;
  refused(entry: JournalEntry, status: number, code: string): void;
  dropped(entry: JournalEntry): void;
  /** The head could not be sent: it and all behind it are saved here. */
  stalled(entries: readonly JournalEntry[], why: 'network' | 'signed-out'): void;
  emptied(): void;
  /** Calls back once after the time; returns how to cancel. */
  after(ms: number, run: () => void): () => void;
}

/** Seconds between tries; the last one for ever. */
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];

/**
 * Sends the entries of one station one at a time and in order. An entry leaves the queue only with the server's answer or its
 * final refusal; everything else is tried again with the identical request.
 */
export class ScanQueue {
  private readonly entries: JournalEntry[] = [];
  private busy = false;
  private stopped = true;
  private signedOut = false;
  private tries = 0;
  private cancelTimer: (() => void) | null = null;
  private flight: AbortController | null = null;

  constructor(private readonly host: QueueHost) {}

  get waiting(): readonly JournalEntry[] {
    return this.entries;
  }

  /** What is added now is saved here instead of being answered at once. */
  get isStalled(): boolean {
    return this.signedOut || this.tries > 0;
  }

  get isSignedOut(): boolean {
    return this.signedOut;
  }

  add(entry: JournalEntry): void {
    this.entries.push(entry);
    this.pump();
  }

  /** What the journal still had, ahead of everything scanned meanwhile. */
  restore(entries: JournalEntry[]): void {
    const known = new Set(this.entries.map(({ id }) => id));
    this.entries.unshift(...entries.filter(({ id }) => !known.has(id)));
  }

  start(): void {
    this.stopped = false;
    this.pump();
  }

  /** Another window took over: sends nothing from now on. The entries stay in the journal for it. */
  stop(): void {
    this.stopped = true;
    this.cancelTimer?.();
    this.cancelTimer = null;
    this.flight?.abort();
  }

  /** The network is back, or the window: tries at once instead of at the next retry. */
  wake(): void {
    if (this.signedOut || !this.cancelTimer) return;
    this.cancelTimer();
    this.cancelTimer = null;
    this.pump();
  }

  signedInAgain(): void {
    this.signedOut = false;
    this.pump();
  }

  /**
   * Takes back an entry that was never sent. Answers the changes of context that stood before it and have no entry behind it
   * to carry them, or `null` when the entry may have reached the server.
   */
  cancel(id: string): ContextChange[] | null {
    const index = this.entries.findIndex((entry) => entry.id === id);
    if (index < 0 || this.entries[index].state !== 'new' || this.entries[index].body) return null;
    const [entry] = this.entries.splice(index, 1);
    const { changes } = entry;
    entry.state = 'cancelled';
    entry.changes = [];
    void this.host.save(entry);
    const next = this.entries.at(index);
    if (!next) return changes;
    next.changes = [...changes, ...next.changes];
    void this.host.save(next);
    return [];
  }

  private pump(): void {
    if (this.busy || this.stopped || this.signedOut || this.cancelTimer) return;
    const head = this.entries.at(0);
    if (!head) return;
    this.busy = true;
    void this.process(head).finally(() => {
      this.busy = false;
      if (this.entries.length === 0) this.host.emptied();
      else this.pump();
    });
  }

  private async process(entry: JournalEntry): Promise<void> {
    const body = entry.body ?? this.host.freeze(entry);
    if (!body) return this.finish(entry, 'cancelled', () => this.host.dropped(entry));
    entry.body = body;
    entry.state = 'sending';
    await this.host.save(entry);
    if (this.stopped) return;
    this.flight = new AbortController();
    const result = await this.host.send(body, this.flight.signal);
    this.flight = null;
    if (this.stopped && result.kind !== 'answer') return;
    this.settle(entry, result);
  }

  private settle(entry: JournalEntry, result: SendResult): void {
    switch (result.kind) {
      case 'answer':
        return this.finish(entry, 'confirmed', () => this.host.answered(entry, result.answer));
      case 'refused':
        return this.finish(entry, 'rejected', () => this.host.refused(entry, result.status, result.code));
      case 'signed-out':
        this.signedOut = true;
        return this.host.stalled(this.entries, 'signed-out');
      case 'later': {
        const wait = result.afterMs ?? RETRY_MS[Math.min(this.tries, RETRY_MS.length - 1)];
        this.tries += 1;
        this.cancelTimer = this.host.after(wait, () => {
          this.cancelTimer = null;
          this.pump();
        });
        return this.host.stalled(this.entries, 'network');
      }
    }
  }

  private finish(entry: JournalEntry, state: 'confirmed' | 'rejected' | 'cancelled', tell: () => void): void {
    this.tries = 0;
    this.entries.shift();
    entry.state = state;
    delete entry.body;
    tell();
    void this.host.save(entry);
  }
}
