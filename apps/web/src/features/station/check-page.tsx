import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { usePageTitle } from '../../components/page.js';
import { language } from '../../lib/language.js';
import { setupWords } from '../../lib/station-setup-words.js';
import { readIdentity, readSettings, writeSettings } from '../../lib/station-store.js';
import styles from './check-page.module.css';
import type { StepDone } from './check-step.js';
import { PrinterStep, SoundStep, StorageStep } from './check-steps.js';
import { saveSetup, type StationSetup } from './scan-api.js';
import { ScannerStep } from './scanner-step.js';
import { settingsFor } from './scanner-check.js';
import { say } from './words.js';

const NOTHING: StationSetup = {
  ...{ soundHeard: null, suffix: null, prefix: null, gapMs: null, letterCase: null, doubled: null },
  ...{ layoutSwapped: null, printer: null, storageKept: null },
};
const STEPS = 4;

/** A minute at a new desk: sound, scanner, printer, storage. Every step can be skipped, everything goes by keys. */
export function CheckPage(): ReactNode {
  const [step, setStep] = useState(0);
  const [setup, setSetup] = useState(NOTHING);
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(say('check.title'), say('title.scan'));
  useEffect(() => {
    // What had the focus went with its step; a step with a field takes it itself.
    if (document.activeElement === document.body) heading.current?.focus();
  }, [step]);
  const done: StepDone = (found) => {
    setSetup({ ...setup, ...found });
    setStep(step + 1);
  };
  return (
    <main className={styles.page} lang={language()}>
      <h1 ref={heading} tabIndex={-1}>
        {say('check.title')}
      </h1>
      {step < STEPS ? (
        <>
          <p className={styles.step}>{say('check.step', { n: step + 1, of: STEPS })}</p>
          {step === 0 && <SoundStep done={done} />}
          {step === 1 && <ScannerStep done={done} />}
          {step === 2 && <PrinterStep done={done} />}
          {step === 3 && <StorageStep done={done} />}
          <p className={styles.skip}>
            <button type="button" onClick={() => done({})}>
              {say('check.skip')}
            </button>
            <button type="button" onClick={() => setStep(STEPS)}>
              {say('check.skip-all')}
            </button>
          </p>
        </>
      ) : (
        <Result setup={setup} />
      )}
    </main>
  );
}

/** Kept in this browser, and on the server where an admin sees it. */
function Result({ setup }: { setup: StationSetup }): ReactNode {
  const navigate = useNavigate();
  const [unsaved, setUnsaved] = useState(false);
  useEffect(() => {
    const scanner = setup.suffix ? settingsFor(setup) : {};
    writeSettings({ ...readSettings(), ...scanner, ...(setup.printer ? { printer: setup.printer } : {}) });
    const desk = readIdentity();
    if (desk) saveSetup(desk.id, setup).catch(() => setUnsaved(true));
  }, [setup]);
  const mode = localStorage.getItem('cubby.scan-mode') ?? 'in';
  return (
    <section aria-label={say('check.result')}>
      <ul className={styles.found} data-testid="check-result">
        {setupWords(setup).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {unsaved && <p role="status">{say('check.not-saved')}</p>}
      <button
        type="button"
        autoFocus
        data-main=""
        onClick={() => void navigate({ to: '/scan/$mode', params: { mode } })}
      >
        {say('check.start')}
      </button>
    </section>
  );
}
