import type { OutcomeClass, ScanAct, ScanAnswer, ScanMode, ScanRequest, ScanSource } from '@app/scan-engine';
import { announcementOf } from './announcement.js';
import { sameThing } from './attention.js';
import { commitOf } from './batch.js';
import { DeskContext } from './desk-context.js';
import { byTime, keptEntry, type ContextChange, type EntryAct, type JournalEntry } from './entry.js';
import { isDoubled } from './input.js';
import { modeAgain, quickAddOf } from './quick-add.js';
import { resolveAct } from './resolve-act.js';
import { mergeHistory, restoredRows } from './restore.js';
import { addRow, applyAnswer, applyRefusal, beginPending, patchRow, rowFor, rowOf, type Row } from './rows.js';
import { ScanQueue } from './scan-queue.js';
import { twoCodesOf } from './two-codes.js';
import type { StationDeps } from './station-deps.js';
import { initialState, type StationState } from './station-state.js';
import { say } from './words.js';

/** What becomes of a scan once it is made: journal, queue, answer, row. `Station` adds what the clerk can do. */
export class StationCore {
  protected state: StationState;
  private readonly listeners = new Set<() => void>();
  protected readonly queue: ScanQueue;
  protected readonly desk = new DeskContext();
  protected lastActivity: number;

  constructor(
    mode: ScanMode,
    protected readonly deps: StationDeps,
  ) {
    this.state = initialState(mode, deps.settings);
    this.lastActivity = deps.now();
    this.queue = new ScanQueue({
      send: (request, signal) => deps.send(request, signal),
      freeze: (entry) => this.freeze(entry),
      save: (entry) => this.save(() => deps.journal.save(keptEntry(entry))),
      answered: (entry, answer) => this.answered(entry, answer),
      refused: (entry, status, code) => this.refused(entry, { status, code }),
      dropped: () => this.set({ waiting: this.queue.waiting.length }),
      stalled: (entries, why) => this.stalled(entries, why),
      emptied: () => this.emptied(),
      after: (ms, run) => deps.after(ms, run),
    });
  }

  getState = (): StationState => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Brings back what the journal has, sends what is unsent, then fetches the answers of this session. */
  async start(): Promise<void> {
    const { session, journal } = this.deps;
    const saved = await journal.context(session.id).catch(() => undefined);
    const past = await journal.ofSession(session.id).catch(() => []);
    const unsent = await journal.unsent().catch(() => []);
    const mine = unsent.filter(
      ({ accountId, stationId }) => accountId === session.accountId && stationId === session.stationId,
    );
    if (saved && this.queue.waiting.length === 0)
      this.desk.restore(
        saved,
        this.state.mode,
        this.state.settings.idleSeconds * 1000,
        this.deps.now(),
        mine.length > 0,
      );
    this.set({
      rows: restoredRows(this.state.rows, past, mine),
      othersWaiting: unsent.length - mine.length,
      ...this.desk.view(),
    });
    this.queue.restore(mine);
    this.queue.start();
    this.set({ waiting: this.queue.waiting.length });
    await this.fetchHistory(past);
  }

  stop(): void {
    this.queue.stop();
  }

  /** A newer window is the station: this one goes quiet. */
  yieldToOther(): void {
    this.stop();
    this.set({ passive: true });
  }

  storageFailed(): void {
    this.set({ storageFailed: true });
  }

  wake(): void {
    this.queue.wake();
  }

  signedInAgain(): void {
    this.set({ stalled: null });
    this.queue.signedInAgain();
  }

  /** The clerk is done with a line of "Needs attention", or puts it off. */
  settle(rowId: string, attention: 'later' | 'done'): void {
    const { rows, adding } = this.state;
    const ids = new Set([rowId, ...sameThing(rows, rowId).map(({ id }) => id)]);
    this.set({
      rows: [...ids].reduce((next, id) => patchRow(next, id, { attention }), rows),
      ...(adding === rowId && { adding: null }),
    });
    void this.save(async () => {
      const entries = await this.deps.journal.ofSession(this.deps.session.id);
      for (const entry of entries.filter(({ id }) => ids.has(id)))
        await this.deps.journal.save({ ...entry, attention });
    });
  }

  protected enqueue(act: EntryAct, source: ScanSource): string {
    const { session } = this.deps;
    const now = this.deps.now();
    session.lastSeq += 1;
    session.lastAt = now;
    this.deps.saveSession(session);
    const entry: JournalEntry = {
      id: this.deps.newId(),
      accountId: session.accountId,
      stationId: session.stationId,
      sessionId: session.id,
      seq: session.lastSeq,
      mode: this.state.mode,
      act,
      changes: this.desk.takePostponed(),
      occurredAt: new Date(now).toISOString(),
      source,
      state: 'new',
    };
    const stalled = this.queue.isStalled;
    const row = rowFor(entry, stalled ? 'saved' : 'checking');
    let rows = addRow(this.state.rows, row);
    if (act.kind === 'undo' && act.scanId) rows = beginPending(rows, entry.id, 'undo', act.scanId, '');
    this.set({
      rows,
      targetId: null,
      ending: false,
      leaving: false,
      waiting: this.queue.waiting.length + 1,
      ...(stalled && row.listed ? { resultId: row.id } : {}),
    });
    void this.save(() => this.deps.journal.save(keptEntry(entry)));
    this.queue.add(entry);
    if (stalled) this.tell(rowOf(this.state.rows, entry.id), 'SAVED');
    return entry.id;
  }

  protected freeze(entry: JournalEntry): ScanRequest | null {
    this.desk.apply(entry.changes);
    if (entry.act.kind === 'again') {
      entry.mode = modeAgain(rowOf(this.state.rows, entry.act.scanId), entry.mode, this.desk.current);
      this.set({ rows: patchRow(this.state.rows, entry.id, { mode: entry.mode }) });
    }
    const act = this.actOf(entry);
    if (!act) {
      this.set({ rows: patchRow(this.state.rows, entry.id, { sync: 'cancelled' }) });
      return null;
    }
    if ((act.kind === 'undo' || act.kind === 'answer') && act.scanId) {
      const key = act.kind === 'answer' ? act.key : '';
      const rows = beginPending(this.state.rows, entry.id, act.kind, act.scanId, key);
      // Words that answer a row are no note on it.
      this.set({ rows: entry.act.kind === 'remark' ? patchRow(rows, entry.id, { act: 'key' }) : rows });
    } else if (act.kind === 'note') this.set({ rows: patchRow(this.state.rows, entry.id, { targetId: act.scanId }) });
    else this.set({ rows: patchRow(this.state.rows, entry.id, (row) => ({ listed: true, targetId: row.targetId })) });
    if (act.kind === 'pick' && entry.act.kind === 'key') this.settleChosen(entry);
    const { id, stationId, sessionId, seq, mode, occurredAt, source } = entry;
    return { id, stationId, sessionId, seq, mode, act, context: this.desk.current, occurredAt, source };
  }

  /** What to ask the server, or `null` when the station does it by itself. */
  private actOf(entry: JournalEntry): ScanAct | null {
    if (entry.act.kind === 'back') {
      const { previous } = this.desk;
      if (!previous) this.set({ hint: say('hint.nobody') });
      return previous && { kind: 'pick', ...previous };
    }
    if (entry.act.kind === 'commit') return commitOf(this.desk.batch);
    const both = twoCodesOf(entry, this.state.rows);
    if (both) {
      this.enqueue(both[1], entry.source);
      return both[0];
    }
    const adding = quickAddOf(entry, this.state.rows);
    if (!adding) return resolveAct(entry, entry.act, this.state.rows);
    this.set({ adding: adding.id, newcomer: null });
    this.deps.goToPanel();
    return null;
  }

  /** The chooser's row has its answer: it needs no more attention. */
  protected settleChosen(entry: JournalEntry): void {
    const targetId = entry.act.kind === 'key' ? entry.act.targetId : null;
    const index = this.state.rows.byId.get(entry.id) ?? 0;
    const row =
      rowOf(this.state.rows, targetId) ?? this.state.rows.list.slice(0, index).findLast(({ listed }) => listed);
    if (row?.attention) this.settle(row.id, 'done');
  }

  protected answered(entry: JournalEntry, answer: ScanAnswer): void {
    const before = rowOf(this.state.rows, entry.id);
    this.desk.adopt(answer);
    this.lastActivity = this.deps.now();
    const rows = applyAnswer(this.state.rows, answer);
    const late =
      before?.sync === 'saved' &&
      rows.list.at(-1)?.id !== entry.id &&
      answer.class !== 'STOP' &&
      answer.class !== 'ALARM';
    this.set({
      rows,
      stalled: null,
      waiting: this.queue.waiting.length,
      ...this.desk.view(),
      ...(late ? {} : { resultId: entry.id }),
      ...(before && answer.device && isDoubled(before.code, answer.device.tag) ? { hint: say('hint.doubled') } : {}),
    });
    this.keepContext();
    if (!late) this.tell(rowOf(rows, entry.id), answer.class);
  }

  protected refused(entry: JournalEntry, refusal: { status: number; code: string }): void {
    this.set({
      rows: applyRefusal(this.state.rows, entry.id, refusal),
      stalled: null,
      waiting: this.queue.waiting.length,
      resultId: entry.id,
    });
    this.tell(rowOf(this.state.rows, entry.id), 'STOP');
  }

  protected stalled(entries: readonly JournalEntry[], stalled: 'network' | 'signed-out'): void {
    const fresh = entries.filter(({ id }) => rowOf(this.state.rows, id)?.sync === 'checking');
    let { rows } = this.state;
    for (const { id } of fresh) rows = patchRow(rows, id, { sync: 'saved' });
    const last = fresh.at(-1);
    this.set({ rows, stalled, waiting: entries.length, ...(last ? { resultId: last.id } : {}) });
    if (last) this.tell(rowOf(rows, last.id), 'SAVED');
  }

  protected emptied(): void {
    this.set({ waiting: 0 });
    const changes = this.desk.takePostponed();
    if (changes.length > 0) this.change(...changes);
  }

  /** Applies now when nothing is queued, else after what is. */
  protected change(...changes: ContextChange[]): void {
    if (this.queue.waiting.length > 0) return this.desk.postpone(changes);
    this.desk.apply(changes);
    // "Who is it for?" and a name must not outlive the person or device they were about.
    const shown = rowOf(this.state.rows, this.state.resultId);
    if (shown?.answer?.class === 'CONTEXT' && changes.some(({ kind }) => kind !== 'set')) this.set({ resultId: null });
    this.set({ ...this.desk.view(), idle: { warning: null, stillThere: false, expired: false } });
    this.keepContext();
  }

  protected keepContext(): void {
    const { session, journal } = this.deps;
    const at = new Date(this.deps.now()).toISOString();
    void this.save(() =>
      journal.saveContext({ sessionId: session.id, context: this.desk.current, batch: this.desk.batch, at }),
    );
  }

  protected async fetchHistory(past: JournalEntry[]): Promise<void> {
    if (this.deps.session.lastSeq === 0) return;
    const scans = await this.deps.history(this.deps.session.id).catch(() => []);
    for (const { answer } of [...scans].sort(byTime)) this.desk.learn(answer);
    if (scans.length > 0) this.set({ rows: mergeHistory(this.state.rows, scans, past), ...this.desk.view() });
  }

  protected async save(write: () => Promise<void>): Promise<void> {
    await write().catch(() => this.set({ storageFailed: true }));
  }

  protected tell(row: Row | undefined, outcome: OutcomeClass): void {
    this.deps.play(outcome);
    if (row) this.deps.announce(announcementOf(row, outcome));
  }

  protected set(change: Partial<StationState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
