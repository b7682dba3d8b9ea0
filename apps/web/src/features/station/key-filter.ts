/** Where the focus is when a key goes down. `code`: a text field that a scan is meant for. */
export type Place = 'field' | 'control' | 'text' | 'code' | 'none';

export interface KeyPress {
  key: string;
  code: string;
  ctrl: boolean;
  alt: boolean;
  meta: boolean;
  shift: boolean;
  altGraph: boolean;
  composing: boolean;
  repeat: boolean;
  /** Milliseconds, from any steady clock. */
  at: number;
  place: Place;
  fieldEmpty: boolean;
}

export type KeyAction =
  /** The browser's business. */
  | { do: 'leave' }
  | { do: 'prevent' }
  /** The field is complete. */
  | { do: 'submit'; source: 'scanner' | 'typed' }
  /** A character meant for the field while the focus was on a button or nowhere. */
  | { do: 'to-field'; char: string }
  /** A scan landed in another text field: put the text back and take the code. */
  | { do: 'take-back'; code: string }
  /** A code field is complete, scanned or typed: on to the button. */
  | { do: 'next' }
  /** Enter on a button: activate it only if no character follows at once (some scanners send Enter first). */
  | { do: 'activate-later' }
  | { do: 'escape' }
  | { do: 'finish' }
  | { do: 'undo' }
  | { do: 'target'; step: 1 | -1 };

/** A character that follows the last one within this time belongs to a scanner's burst. */
const BURST_GAP_MS = 50;
/** The median gap of a scanned run is at most this part of the longest gap. */
const MEDIAN_PART = 0.7;
/** A second terminator within this time of the first is the other half of CR+LF, 2×CR or CR+Tab. */
const DOUBLE_TERMINATOR_MS = 100;
const MIN_BURST = 4;

const leave: KeyAction = { do: 'leave' };
const prevent: KeyAction = { do: 'prevent' };

/**
 * Reads every key press of the station and tells typing from scanning. Timing never decides whether input is accepted,
 * only where it came from and whether a browser shortcut may pass.
 */
export class KeyFilter {
  /** Slow scanners, by Bluetooth above all, need more. */
  gapMs = BURST_GAP_MS;
  private run: { char: string; at: number }[] = [];
  private lastChar = -Infinity;
  private lastTerminator = -Infinity;

  /** True when the next character starts a new run: the moment to remember a text field's value. */
  startsRun(press: KeyPress): boolean {
    return isCharacter(press) && press.at - this.lastChar >= this.gapMs;
  }

  press(press: KeyPress): KeyAction {
    if (press.composing) return leave;
    if (isTerminator(press)) return this.terminator(press);
    const inBurst = press.at - this.lastChar < this.gapMs;
    if (isCharacter(press)) return this.character(press, inBurst);
    if (inBurst && isShortcut(press)) return prevent;
    return press.place === 'text' ? this.inText(press) : this.command(press);
  }

  private character(press: KeyPress, inBurst: boolean): KeyAction {
    if (!inBurst) this.run = [];
    this.run.push({ char: press.key, at: press.at });
    this.lastChar = press.at;
    if (press.place !== 'control' && press.place !== 'none') return leave;
    // A person presses Space on a button to activate it.
    if (press.key === ' ' && press.place === 'control' && !inBurst) return leave;
    return { do: 'to-field', char: press.key };
  }

  private terminator(press: KeyPress): KeyAction {
    const swallow = press.at - this.lastTerminator < DOUBLE_TERMINATOR_MS;
    const scanned = this.isScan(press.at);
    if (press.place === 'text') return this.terminatorInText(press, scanned, swallow);
    if (press.place === 'code' && !swallow) {
      this.close(press.at);
      return press.key === 'Tab' ? leave : { do: 'next' };
    }
    if (press.place === 'field' && !press.fieldEmpty) {
      this.close(press.at);
      return { do: 'submit', source: scanned ? 'scanner' : 'typed' };
    }
    if (swallow) {
      this.lastTerminator = press.at;
      return prevent;
    }
    if (press.key === 'Tab') return leave;
    if (press.place === 'control' && press.key === 'Enter' && !press.ctrl) return { do: 'activate-later' };
    if (press.place === 'field' && (press.ctrl || press.meta) && press.key === 'Enter') return { do: 'finish' };
    return press.place === 'field' || isLineFeed(press) ? prevent : leave;
  }

  private terminatorInText(press: KeyPress, scanned: boolean, swallow: boolean): KeyAction {
    if (scanned && this.run.length >= MIN_BURST) {
      const code = this.run.map(({ char }) => char).join('');
      this.close(press.at);
      return { do: 'take-back', code };
    }
    if (!swallow) return leave;
    this.lastTerminator = press.at;
    return prevent;
  }

  private command(press: KeyPress): KeyAction {
    if (press.key === 'Escape') return { do: 'escape' };
    if (press.place !== 'field' || !press.fieldEmpty) return leave;
    if ((press.ctrl || press.meta) && !press.alt && press.key.toLowerCase() === 'z') return { do: 'undo' };
    if (press.ctrl || press.meta || press.alt) return leave;
    if (press.key === 'ArrowUp') return { do: 'target', step: -1 };
    if (press.key === 'ArrowDown') return { do: 'target', step: 1 };
    return leave;
  }

  private inText(press: KeyPress): KeyAction {
    return press.key === 'Escape' ? { do: 'escape' } : leave;
  }

  private close(at: number): void {
    this.lastTerminator = at;
    this.lastChar = -Infinity;
    this.run = [];
  }

  /** Whether the silence after these characters ends a scan, for scanners that send no key at the end. */
  silence(length: number, at: number): boolean {
    if (length < MIN_BURST || length !== this.run.length || !this.isFast()) return false;
    this.close(at);
    return true;
  }

  private isScan(at: number): boolean {
    return at - this.lastChar < 2 * this.gapMs && this.isFast();
  }

  private isFast(): boolean {
    const gaps = this.run.slice(1).map(({ at: next }, i) => next - this.run[i].at);
    return gaps.length >= 2 && median(gaps) <= MEDIAN_PART * this.gapMs;
  }
}

const isLineFeed = (press: KeyPress): boolean => press.ctrl && !press.alt && press.key.toLowerCase() === 'j';

const isPlainTab = (press: KeyPress): boolean =>
  press.key === 'Tab' && !(press.ctrl || press.alt || press.meta || press.shift);

const isTerminator = (press: KeyPress): boolean => press.key === 'Enter' || isPlainTab(press) || isLineFeed(press);

const isCharacter = (press: KeyPress): boolean =>
  [...press.key].length === 1 && (press.altGraph || !(press.ctrl || press.alt || press.meta));

const isShortcut = (press: KeyPress): boolean =>
  ((press.ctrl || press.alt || press.meta) && !press.altGraph) || /^F\d{1,2}$/.test(press.key);

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
