import type { StationSettings } from '../../lib/station-store.js';
import { KeyFilter, type KeyAction, type KeyPress, type Place } from './key-filter.js';

export interface KeyboardHost {
  submit(line: string, source: 'scanner' | 'typed', at: number): void;
  /** Any key at all: somebody is there. */
  touched(): void;
  /** Esc in the empty field. */
  escape(): void;
  finish(): void;
  undo(): void;
  target(step: 1 | -1): void;
}

/** Silence that ends the code of a scanner without a suffix. */
const SILENCE_MS = 120;
/** A scanner that sends Enter first follows it with the code at once; a person does not. */
const ACTIVATION_DELAY_MS = 40;
const TEXT_TYPES = new Set(['text', 'email', 'password', 'search', 'tel', 'url', 'number', 'date']);

/** On to the button; where it is the last field of a form that says so, the form goes. */
const nextAfter = (form: HTMLFormElement | null): void =>
  form?.dataset.enterSubmits === undefined
    ? form?.querySelector<HTMLElement>('[type=submit]')?.focus()
    : form.requestSubmit();

type TextElement = HTMLInputElement | HTMLTextAreaElement;

export const isTextElement = (element: unknown): element is TextElement =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && TEXT_TYPES.has(element.type));

/** A field of codes: what is scanned while it has the focus is meant for it. */
export const takesScans = (element: Element | null): boolean =>
  element instanceof HTMLInputElement && element.dataset.takesScans !== undefined;

/** Listens to the whole document before anybody else and carries out what `KeyFilter` decides. */
export class KeyboardCapture {
  private readonly filter = new KeyFilter();
  private before: { element: TextElement; value: string; start: number; end: number } | null = null;
  private activation: number | undefined;
  private silence: number | undefined;
  private noSuffix = false;

  constructor(
    private readonly field: HTMLInputElement,
    private readonly host: KeyboardHost,
  ) {}

  configure({ gapMs, noSuffix }: Pick<StationSettings, 'gapMs' | 'noSuffix'>): void {
    this.filter.gapMs = gapMs;
    this.noSuffix = noSuffix;
  }

  attach(): () => void {
    document.addEventListener('keydown', this.onKeyDown, true);
    return () => document.removeEventListener('keydown', this.onKeyDown, true);
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    this.host.touched();
    const press = this.pressOf(event);
    const target = document.activeElement;
    if (press.place === 'text' && isTextElement(target) && this.filter.startsRun(press)) this.remember(target);
    const action = this.filter.press(press);
    window.clearTimeout(this.silence);
    if (this.noSuffix) this.silence = window.setTimeout(() => this.endBySilence(), SILENCE_MS + this.filter.gapMs);
    if (action.do === 'to-field') window.clearTimeout(this.activation);
    if (action.do === 'leave') return;
    event.preventDefault();
    event.stopPropagation();
    this.perform(action, target, event.timeStamp);
  };

  private perform(action: KeyAction, target: Element | null, at: number): void {
    switch (action.do) {
      case 'leave':
      case 'prevent':
        return;
      case 'submit': {
        const line = this.field.value;
        this.field.value = '';
        return this.host.submit(line, action.source, at);
      }
      case 'to-field':
        this.field.focus({ preventScroll: true });
        this.field.value += action.char;
        return;
      case 'take-back':
        this.restore();
        return this.host.submit(action.code, 'scanner', at);
      case 'next':
        return nextAfter((target as HTMLInputElement).form);
      case 'activate-later':
        this.activation = window.setTimeout(() => (target as HTMLElement | null)?.click(), ACTIVATION_DELAY_MS);
        return;
      case 'escape':
        return this.escape();
      case 'finish':
        return this.host.finish();
      case 'undo':
        return this.host.undo();
      case 'target':
        return this.host.target(action.step);
    }
  }

  private endBySilence(): void {
    const line = this.field.value;
    const now = performance.now();
    if (!this.filter.silence(line.length, now)) return;
    this.field.value = '';
    this.host.submit(line, 'scanner', now);
  }

  private escape(): void {
    const { activeElement } = document;
    if (activeElement !== this.field) {
      this.field.focus({ preventScroll: true });
      if (activeElement?.closest('[data-closes-on-escape]')) this.host.escape();
      return;
    }
    if (this.field.value !== '') this.field.value = '';
    else this.host.escape();
  }

  private remember(element: TextElement): void {
    this.before = {
      element,
      value: element.value,
      start: element.selectionStart ?? element.value.length,
      end: element.selectionEnd ?? element.value.length,
    };
  }

  /** Puts the text back as it was before the scan, so that React sees it too. */
  private restore(): void {
    if (!this.before) return;
    const { element, value, start, end } = this.before;
    const prototype =
      element instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
    element.dispatchEvent(new Event('input', { bubbles: true }));
    if (element.selectionStart !== null) element.setSelectionRange(start, end);
  }

  private pressOf(event: KeyboardEvent): KeyPress {
    return {
      key: event.key,
      code: event.code,
      ctrl: event.ctrlKey,
      alt: event.altKey,
      meta: event.metaKey,
      shift: event.shiftKey,
      altGraph: event.getModifierState('AltGraph'),
      composing: event.isComposing || event.keyCode === 229,
      repeat: event.repeat,
      at: event.timeStamp,
      place: this.place(),
      fieldEmpty: this.field.value === '',
    };
  }

  private place(): Place {
    const { activeElement } = document;
    if (activeElement === this.field) return 'field';
    if (takesScans(activeElement)) return 'code';
    if (isTextElement(activeElement)) return 'text';
    return activeElement && activeElement !== document.body && activeElement !== document.documentElement
      ? 'control'
      : 'none';
  }
}
