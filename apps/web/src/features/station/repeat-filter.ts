import { sameCode } from './input.js';

export const REPEAT_WINDOW_MS = 1_500;

/**
 * A scanner's trigger bounces: the same code again, with nothing in between and within the window, is counted on its row and
 * not sent. After another code or a command it is a real scan.
 */
export class RepeatFilter {
  private last: { code: string; at: number; rowId: string } | null = null;

  constructor(private readonly windowMs = REPEAT_WINDOW_MS) {}

  /** The row that already has this code, or `null` when it is a real scan. Every bounce keeps the window open. */
  bounceOf(raw: string, at: number): string | null {
    const { last } = this;
    if (!last || last.code !== sameCode(raw) || at - last.at >= this.windowMs) return null;
    last.at = at;
    return last.rowId;
  }

  remember(raw: string, at: number, rowId: string): void {
    this.last = { code: sameCode(raw), at, rowId };
  }

  /** After an undo, an answer or a command the same code is welcome at once. */
  forget(): void {
    this.last = null;
  }
}
