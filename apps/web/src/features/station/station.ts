import {
  MOST_IN_NOTE,
  readDue,
  readPastDay,
  type Command,
  type LoanType,
  type RecordKind,
  type ScanMode,
  type ScanSource,
} from '@app/scan-engine';
import { SESSION_IDLE_MS, type StationSettings } from '../../lib/station-store.js';
import { loanTypeSettings, toggled } from './chips.js';
import type { Settings } from './entry.js';
import { idleState } from './idle-timer.js';
import { readInput } from './input.js';
import { mayDo } from './rights.js';
import { ownRow } from './own-row.js';
import { printable, printsByItself } from './printing.rules.js';
import { addRow, patchRow, rowOf } from './rows.js';
import { StationBatch } from './station-batch.js';
import { say, type WordKey } from './words.js';

/** One scan station: takes what the field delivers, keeps it in order, shows what became of it. Knows no DOM. */
export class Station extends StationBatch {
  /** One line from the field, a card or the camera. Returns the id of the row it became, if it became one. */
  submit(line: string, source: ScanSource): string | null {
    if (this.state.passive) return null;
    this.touch();
    const input = readInput(line);
    if (this.state.hint) this.set({ hint: null });
    if (input.kind !== 'code') this.repeats.forget();
    switch (input.kind) {
      case 'nothing':
        return null;
      case 'command':
        this.command(input.command);
        return null;
      case 'key':
        return this.enqueue({ kind: 'key', key: input.key, targetId: this.state.targetId }, source);
      case 'code':
        return this.scan(input.raw, source);
    }
  }

  /** A button or link chose a record. */
  pick(of: RecordKind, recordId: string): void {
    this.enqueue({ kind: 'pick', of, recordId }, 'page');
  }

  /** A quick answer's button: the same as typing its key, for the row whose button it is. */
  answer(rowId: string, key: string): void {
    this.repeats.forget();
    this.enqueue({ kind: 'key', key, targetId: rowId }, 'page');
  }

  /** The code of the row is known by now: scans it again. */
  added(rowId: string): void {
    const row = rowOf(this.state.rows, rowId);
    if (!row) return;
    this.settle(rowId, 'done');
    this.repeats.forget();
    this.enqueue({ kind: 'again', scanId: rowId, raw: row.code }, 'page');
  }

  /** Takes back one row, or the newest thing that can be. What was never sent is simply not sent. */
  undo(rowId: string | null = null): void {
    this.repeats.forget();
    const open = this.queue.waiting;
    const newest = open.at(-1);
    const candidate = rowId ?? (newest?.act.kind === 'undo' ? undefined : newest?.id);
    const leftovers = candidate ? this.queue.cancel(candidate) : null;
    if (candidate && leftovers) {
      this.change(...leftovers);
      this.set({
        rows: patchRow(this.state.rows, candidate, { sync: 'cancelled' }),
        waiting: open.length,
        resultId: candidate,
      });
      return;
    }
    const collected = rowId ? undefined : this.desk.batch.items.at(-1);
    if (collected) return this.leaveOut([collected.deviceId]);
    this.enqueue({ kind: 'undo', scanId: rowId }, 'typed');
  }

  /** Whether a word of the grammar is for this desk. */
  offers(typed: string): boolean {
    const input = readInput(typed.split('  ')[0]);
    return input.kind !== 'command' || mayDo(input.command, this.deps.rights);
  }

  command(command: Command): void {
    this.touch();
    this.repeats.forget();
    if (!mayDo(command, this.deps.rights)) return this.set({ hint: say('hint.later') });
    switch (command.name) {
      case 'undo':
        return this.undo();
      case 'done':
        return this.finish();
      case 'clear':
        return this.change({ kind: 'clear' });
      case 'mode':
        return this.setMode(command.mode);
      case 'attention':
        return this.deps.goToAttention();
      case 'sound':
        return this.configure({ muted: !command.on });
      case 'newcomer':
        return this.openNewcomer();
      case 'help':
        return this.set({ help: !this.state.help });
      case 'toggle':
        return this.setUp(toggled(command.what, this.desk.current));
      case 'due':
        return this.setDue(command.argument);
      case 'back-date':
        return this.setBackDate(command.argument);
      case 'later':
        return this.set({ hint: say('hint.later') });
      case 'back':
        return void this.enqueue({ kind: 'back' }, 'typed');
      case 'print':
        return this.print();
      case 'note':
        return this.note(command.text);
      case 'unknown':
        return this.set({ hint: say('hint.unknown', { word: command.word }) });
    }
  }

  private note(text: string): void {
    if (text === '' || text.length > MOST_IN_NOTE) return this.set({ hint: say('hint.note', { n: MOST_IN_NOTE }) });
    if (!this.state.rows.list.some(({ listed }) => listed)) return this.set({ hint: say('hint.note-row') });
    this.enqueue({ kind: 'remark', text, targetId: this.state.targetId }, 'typed');
  }

  /** Under the batch chip, what was collected goes; else this person is done; with nobody there, the session may be. */
  private finish(): void {
    const { batch, personId, roomId, heldDeviceIds } = this.desk.current;
    if (this.state.mode === 'look' && roomId) return this.set({ cartEnds: this.state.cartEnds + 1 });
    const collecting = this.desk.batch.items.length > 0 || this.queue.waiting.length > 0;
    if (batch && this.state.mode !== 'look' && collecting) return this.commitBatch();
    if (this.state.ending) return this.end();
    if (personId && printsByItself(this.state, personId)) this.print();
    if (personId ?? roomId ?? heldDeviceIds.at(0)) return this.change({ kind: 'clear' });
    this.askEnd();
  }

  /** What the check of the cart found is kept by now. */
  cartChecked(words: string): void {
    this.change({ kind: 'clear' });
    this.set({ hint: words, resultId: null });
  }

  /** The receipt of whoever was here last. Without a printer, or when it fails: X10, and `/p` tries again. */
  private print(): void {
    const wanted = printable(this.state);
    if ('headline' in wanted) return this.show(wanted.headline, wanted.lines);
    void this.deps.print(wanted.receipt, this.state.settings.paper).then((printed) => {
      if (!printed) this.show('X10', ['X10.again']);
    });
  }

  /** A row that the station itself has to say; the server never hears of it. */
  private show(headline: WordKey, lines: WordKey[]): void {
    const row = ownRow(this.deps.newId(), this.deps.now(), this.state, headline, lines);
    this.set({ rows: addRow(this.state.rows, row), resultId: row.id });
    this.tell(row, 'CHECK');
  }

  askEnd(): void {
    this.set({ ending: true, adding: null, newcomer: null, help: false });
  }

  /** What is unsent belongs to the session: it goes out first. */
  end(): void {
    if (this.holdsBatch(() => this.end())) return;
    const n = this.queue.waiting.length;
    this.set({ ending: false, hint: n > 0 ? say('end.waiting', { n }) : null });
    if (n > 0) return;
    void this.deps.endSession().then((ended) => {
      if (!ended) this.set({ hint: say('end.failed') });
    });
  }

  /** Somebody stands here whom the roster does not have. */
  private openNewcomer(): void {
    const shown = rowOf(this.state.rows, this.state.resultId);
    const number = shown?.answer?.row === 'U1' && /^\d+$/.test(shown.code) ? shown.code : '';
    this.set({ newcomer: { code: number }, adding: null, ending: false });
    this.deps.goToPanel();
  }

  /** Whoever was just added stands at the desk now. */
  welcome(personId: string): void {
    this.set({ newcomer: null });
    this.pick('person', personId);
  }

  /** Another mode is another task: nobody is at the desk and nothing is held. */
  setMode(mode: ScanMode): void {
    if (mode === this.state.mode) return;
    if (this.holdsBatch(() => this.setMode(mode))) return this.deps.modeChanged(this.state.mode);
    this.change({ kind: 'clear' });
    this.set({ mode, targetId: null, resultId: null });
    this.deps.modeChanged(mode);
  }

  setLoanType(loanType: LoanType): void {
    this.setUp(loanTypeSettings(loanType));
  }

  /** Until the session ends. */
  setUp(settings: Settings): void {
    if (settings.batch === false && this.holdsBatch(() => this.setUp(settings))) return;
    // The same code means something else now.
    this.repeats.forget();
    this.change({ kind: 'set', settings });
  }

  private setBackDate(argument: string): void {
    const backDatedTo = readPastDay(argument, this.deps.today());
    if (backDatedTo === undefined) return this.set({ hint: say('hint.back-date') });
    this.setUp({ backDatedTo });
  }

  private setDue(argument: string): void {
    const due = readDue(argument, this.deps.today());
    if (due === undefined) return this.set({ hint: say('hint.due') });
    this.setUp({ due });
  }

  /** Esc in an empty field: first what is held, then who is there. */
  escape(): void {
    if (this.state.leaving) return this.set({ leaving: false });
    if (this.state.adding) return this.set({ adding: null });
    if (this.state.newcomer) return this.set({ newcomer: null });
    if (this.state.ending) return this.set({ ending: false });
    if (this.state.help) return this.set({ help: false });
    if (this.state.targetId) return this.set({ targetId: null });
    this.change({ kind: this.desk.current.heldDeviceIds.length > 0 ? 'drop-held' : 'clear' });
  }

  /** ↑ and ↓ choose the row that quick answers go to. */
  target(step: 1 | -1): void {
    const listed = this.state.rows.list.filter((row) => row.listed);
    const now = listed.findIndex((row) => row.id === (this.state.targetId ?? listed.at(-1)?.id));
    const next = listed.at(Math.max(0, Math.min(listed.length - 1, now + step)));
    if (next) this.set({ targetId: next.id === listed.at(-1)?.id ? null : next.id, resultId: next.id });
  }

  configure(change: Partial<StationSettings>): void {
    const settings = { ...this.state.settings, ...change };
    this.deps.saveSettings(settings);
    this.set({ settings });
  }

  /** Any key keeps the person. */
  touch(): void {
    this.lastActivity = this.deps.now();
    if (this.state.idle.warning !== null || this.state.idle.stillThere) this.tick();
  }

  /** Once a second. */
  tick(): void {
    const { personId } = this.desk.current;
    // Whoever a batch is for does not leave while it is collected.
    const queued = this.queue.waiting.length > 0 || this.desk.batch.items.length > 0;
    const since = this.deps.now() - this.lastActivity;
    const idle = idleState(personId ? since : 0, this.state.settings.idleSeconds * 1000, queued);
    if (idle.expired) this.change({ kind: 'clear' });
    const { lastSeq, lastAt } = this.deps.session;
    if (lastSeq > 0 && !queued && !this.state.passive && this.deps.now() - lastAt >= SESSION_IDLE_MS)
      return this.deps.sessionIdle();
    const { idle: shown } = this.state;
    if (idle.warning !== shown.warning || idle.stillThere !== shown.stillThere) this.set({ idle });
  }

  private scan(raw: string, source: ScanSource): string {
    const now = this.deps.now();
    const bounced = this.repeats.bounceOf(raw, now);
    if (bounced) {
      this.set({ rows: patchRow(this.state.rows, bounced, (row) => ({ repeats: row.repeats + 1 })) });
      this.deps.play('AGAIN');
      return bounced;
    }
    const id = this.enqueue({ kind: 'code', raw }, source);
    this.repeats.remember(raw, now, id);
    return id;
  }
}
