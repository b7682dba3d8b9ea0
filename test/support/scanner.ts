import type { CDPSession, Page } from 'playwright-core';

interface Key {
  key: string;
  code: string;
  keyCode: number;
  text?: string;
  ctrl?: boolean;
}

export const ENTER: Key = { key: 'Enter', code: 'Enter', keyCode: 13, text: '\r' };
export const TAB: Key = { key: 'Tab', code: 'Tab', keyCode: 9 };
/** A line feed, as scanners with the suffix CR+LF send it. */
export const LINE_FEED: Key = { key: 'j', code: 'KeyJ', keyCode: 74, ctrl: true };
export const PRINT: Key = { key: 'p', code: 'KeyP', keyCode: 80, ctrl: true };
export const F5: Key = { key: 'F5', code: 'F5', keyCode: 116 };
export const F12: Key = { key: 'F12', code: 'F12', keyCode: 123 };

const CONTROL = 2;
const GAP_MS = 5;
/** Between a burst and whatever was typed before it. */
const PAUSE_MS = 200;

const character = (char: string): Key => ({
  key: char,
  code: /[a-z]/i.test(char) ? `Key${char.toUpperCase()}` : /\d/.test(char) ? `Digit${char}` : '',
  keyCode: char.toUpperCase().charCodeAt(0),
  text: char,
});

/** A wedge scanner: keys only, wherever the focus is. */
export class Scanner {
  private constructor(
    private readonly page: Page,
    private readonly cdp: CDPSession,
  ) {}

  static async of(page: Page): Promise<Scanner> {
    return new Scanner(page, await page.context().newCDPSession(page));
  }

  async scan(code: string): Promise<void> {
    await this.page.keyboard.type(code, { delay: GAP_MS });
    await this.page.keyboard.press('Enter');
  }

  /**
   * A burst whose keys say that they are 5 ms apart, however busy the machine: for what depends on the rhythm.
   * Strings are typed; keys are pressed.
   */
  async burst(...parts: (string | Key)[]): Promise<void> {
    const keys = parts.flatMap((part) => (typeof part === 'string' ? [...part].map(character) : [part]));
    const first = Date.now() + PAUSE_MS;
    // Sent when it is over by the clock: the page must never see a time to come, nor one before the keys of before.
    await this.page.waitForTimeout(PAUSE_MS + keys.length * GAP_MS);
    await Promise.all(keys.flatMap((key, n) => this.press(key, (first + n * GAP_MS) / 1000)));
  }

  private press({ key, code, keyCode, text, ctrl }: Key, timestamp: number): Promise<unknown>[] {
    const event = { key, code, windowsVirtualKeyCode: keyCode, modifiers: ctrl ? CONTROL : 0, timestamp };
    return [
      this.cdp.send('Input.dispatchKeyEvent', { ...event, type: text ? 'keyDown' : 'rawKeyDown', text }),
      this.cdp.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' }),
    ];
  }
}
