import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { StepDone } from './check-step.js';
import styles from './check-page.module.css';
import { printPaper } from './print-frame.js';
import { readScans, type KeyStroke } from './scanner-check.js';
import { TestCode } from './test-code.js';
import { say } from './words.js';

/** So long after its last key a scan is over. */
const SILENCE_MS = 400;
const SCANS = 3;

/** The keys themselves are looked at, before anything is made of them. */
export function ScannerStep({ done }: { done: StepDone }): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const keys = useRef<KeyStroke[]>([]);
  const scans = useRef<KeyStroke[][]>([]);
  const silence = useRef<number>(undefined);
  const [count, setCount] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    field.current?.focus();
    return () => window.clearTimeout(silence.current);
  }, []);
  const over = (): void => {
    scans.current.push(keys.current);
    keys.current = [];
    setCount(scans.current.length % SCANS);
    setFailed(false);
    if (scans.current.length < SCANS) return;
    const found = readScans(scans.current);
    scans.current = [];
    if (found) done(found);
    else setFailed(true);
  };
  const press = (event: KeyboardEvent): void => {
    const key = event.ctrlKey && event.key.toLowerCase() === 'j' ? 'LineFeed' : event.key;
    const told = key.length === 1 || key === 'LineFeed' || key === 'Enter' || key === 'Tab';
    // Tab leaves the field unless it ends a code.
    if (!told || (event.shiftKey && key === 'Tab') || (keys.current.length === 0 && key.length > 1)) return;
    event.preventDefault();
    keys.current.push({ key, at: event.timeStamp });
    window.clearTimeout(silence.current);
    silence.current = window.setTimeout(over, SILENCE_MS);
  };
  return (
    <section>
      <h2>{say('check.scanner')}</h2>
      <p>{say('check.scanner-lead')}</p>
      <div className={styles.code}>
        <TestCode />
      </div>
      <button type="button" onClick={() => void printPaper(<TestCode />, 'letter', () => field.current?.focus())}>
        {say('check.print-code')}
      </button>
      <input
        ref={field}
        className={styles.field}
        aria-label={say('check.field')}
        placeholder={say('check.field')}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={press}
        data-testid="check-field"
      />
      <p role="status">
        {say('check.scanned', { n: count })}
        {failed && ` · ${say('check.unknown')}`}
      </p>
    </section>
  );
}
