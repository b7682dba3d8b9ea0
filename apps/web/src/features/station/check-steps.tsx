import { useEffect, useState, type ReactNode } from 'react';
import type { StepDone } from './check-step.js';
import styles from './check-page.module.css';
import { printPaper } from './print-frame.js';
import { SoundPlayer } from '../../lib/sound-player.js';
import { TestCode } from './test-code.js';
import { say } from './words.js';

interface StepProps {
  done: StepDone;
}

/** With a dialog the browser holds the page until somebody has answered it. */
const NO_DIALOG_MS = 1_000;

export function SoundStep({ done }: StepProps): ReactNode {
  const [player] = useState(() => new SoundPlayer());
  useEffect(() => () => player.close(), [player]);
  const play = (): void => {
    player.wake();
    (['OK', 'CHECK', 'STOP'] as const).forEach((outcome, index) =>
      window.setTimeout(() => player.play(outcome), index * 900),
    );
  };
  return (
    <section>
      <p>{say('check.sound-lead')}</p>
      <button type="button" onClick={play}>
        {say('check.play')}
      </button>
      <h2>{say('check.sound')}</h2>
      <p className={styles.answers}>
        <button type="button" data-main="" onClick={() => done({ soundHeard: true })}>
          {say('check.yes')}
        </button>
        <button type="button" onClick={() => done({ soundHeard: false })}>
          {say('check.no')}
        </button>
      </p>
    </section>
  );
}

/** That a paper came out by itself only a person can say; that no dialog stood there the clock confirms. */
export function PrinterStep({ done }: StepProps): ReactNode {
  const [held, setHeld] = useState<number | null>(null);
  const print = (): void => void printPaper(<TestCode />, 'letter', () => undefined).then(setHeld);
  return (
    <section>
      <button type="button" onClick={print}>
        {say('check.printer')}
      </button>
      <h2>{say('check.printer-lead')}</h2>
      <p className={styles.answers}>
        <button
          type="button"
          disabled={held === null || held > NO_DIALOG_MS}
          onClick={() => done({ printer: 'silent' })}
        >
          {say('check.silent')}
        </button>
        <button type="button" onClick={() => done({ printer: 'browser' })}>
          {say('check.dialog')}
        </button>
        <button type="button" onClick={() => done({ printer: 'none' })}>
          {say('check.no-printer')}
        </button>
      </p>
    </section>
  );
}

export function StorageStep({ done }: StepProps): ReactNode {
  const ask = async (): Promise<void> => {
    // An older browser, or a page without https, has none of it.
    const storage = navigator.storage as StorageManager | undefined;
    done({ storageKept: (await storage?.persist().catch(() => false)) ?? false });
  };
  return (
    <section>
      <h2>{say('check.storage')}</h2>
      <p>{say('check.storage-lead')}</p>
      <button type="button" data-main="" onClick={() => void ask()}>
        {say('check.ask')}
      </button>
    </section>
  );
}
