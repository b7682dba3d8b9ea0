import { isTextElement, takesScans } from './keyboard-capture.js';

/** `form`: something of a form has the focus, what is typed goes there; `code`: another field takes the next scan. */
export type Listening = 'listening' | 'note' | 'form' | 'code' | 'away';

/** An excursion by keyboard ends after this long without a key. */
const RETURN_MS = 8_000;

/** Keeps the focus in the scan field, brings it back from excursions, and knows whether the page can hear the scanner. */
export class FocusKeeper {
  private listening: Listening = 'listening';
  private readonly listeners = new Set<() => void>();
  private timer: number | undefined;
  private pullFocus = true;

  private field: HTMLInputElement | null = null;

  constructor(private readonly cameBack: () => void) {}

  getState = (): Listening => this.listening;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Off: focus stays wherever the person put it. */
  setPullFocus(pull: boolean): void {
    this.pullFocus = pull;
    this.restartTimer();
  }

  attach(field: HTMLInputElement, root: HTMLElement): () => void {
    this.field = field;
    const abort = new AbortController();
    const { signal } = abort;
    const capture = { signal, capture: true };
    root.addEventListener('pointerdown', this.keepFocus, capture);
    root.addEventListener('mousedown', this.keepFocus, capture);
    root.addEventListener('click', this.afterClick, { signal });
    document.addEventListener('focusin', this.update, { signal });
    document.addEventListener('focusout', this.lost, { signal });
    document.addEventListener('keydown', this.restartTimer, capture);
    document.addEventListener('visibilitychange', this.update, { signal });
    window.addEventListener('blur', this.update, { signal });
    window.addEventListener('focus', this.back, { signal });
    this.focus();
    this.update();
    return () => {
      abort.abort();
      window.clearTimeout(this.timer);
    };
  }

  focus = (): void => this.field?.focus({ preventScroll: true });

  /** A press on anything but a text field leaves the focus where it is. */
  private readonly keepFocus = (event: Event): void => {
    const target = event.target as Element;
    if (target.closest('input, textarea, select, label')) return;
    event.preventDefault();
  };

  /** The control has done its work: back to the field. */
  private readonly afterClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    if (target.closest('input, textarea, select, label, form')) return;
    if (event.detail === 0 && !this.pullFocus) return;
    this.focus();
  };

  /** What had the focus is gone, or nothing has it. */
  private readonly lost = (): void => {
    window.setTimeout(() => {
      if (document.activeElement === document.body && document.hasFocus()) this.focus();
      this.update();
    }, 0);
  };

  private readonly back = (): void => {
    if (!isTextElement(document.activeElement) || document.activeElement === this.field) this.focus();
    this.update();
    this.cameBack();
  };

  private readonly update = (): void => {
    const next = this.heard();
    this.restartTimer();
    if (next === this.listening) return;
    this.listening = next;
    this.listeners.forEach((listener) => listener());
  };

  private heard(): Listening {
    const { activeElement } = document;
    if (!document.hasFocus() || document.visibilityState === 'hidden') return 'away';
    if (activeElement === this.field) return 'listening';
    if (takesScans(activeElement)) return 'code';
    if (activeElement?.closest('form')) return 'form';
    return isTextElement(activeElement) ? 'note' : 'listening';
  }

  private readonly restartTimer = (): void => {
    window.clearTimeout(this.timer);
    if (!this.pullFocus || document.activeElement === this.field) return;
    this.timer = window.setTimeout(() => {
      if (document.hasFocus() && this.pullFocus) this.focus();
    }, RETURN_MS);
  };
}
