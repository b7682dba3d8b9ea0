import { IconCircleCheckFilled, IconCircleXFilled, IconRepeat, type Icon } from '@tabler/icons-react';
import type { OutcomeClass } from '@app/scan-engine';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, type FormEvent, type ReactNode, type RefObject } from 'react';
import { Panel } from '../../components/panel.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { SoundPlayer } from '../../lib/sound-player.js';
import { readSettings } from '../../lib/station-store.js';
import { startTrace } from '../../lib/trace.js';
import { runQuery } from './label-queries.js';
import { count, type LabelRun } from './label-words.js';
import styles from './run.module.css';

type Result = Dto<'LabelVerification'> | 'failed';

/** As the station sounds and says it. */
const LOOKS: Record<Result, { outcome: OutcomeClass; tone: string; icon: Icon; words: string }> = {
  verified: { outcome: 'OK', tone: 'green', icon: IconCircleCheckFilled, words: 'Right' },
  again: { outcome: 'AGAIN', tone: 'amber', icon: IconRepeat, words: 'Scanned before' },
  'not-in-run': { outcome: 'STOP', tone: 'red', icon: IconCircleXFilled, words: 'Not of this run' },
  'other-address': { outcome: 'STOP', tone: 'red', icon: IconCircleXFilled, words: 'Not an address of this district' },
  failed: { outcome: 'STOP', tone: 'red', icon: IconCircleXFilled, words: 'Not checked' },
};

interface Scan {
  n: number;
  code: string;
  result: Result;
  position: number | null;
  why?: string;
}

const KEPT = 50;

/** Scans are answered one after the other in their order, however fast they come. */
function useVerify({ id }: LabelRun, player: SoundPlayer): [Scan[], (code: string) => void] {
  const client = useQueryClient();
  const [scans, setScans] = useState<Scan[]>([]);
  const queue = useRef(Promise.resolve());
  const waiting = useRef(0);
  const send = useCallback(
    async (code: string): Promise<void> => {
      let scan: Omit<Scan, 'n'>;
      try {
        const answer = await ask(
          api.POST('/api/v1/label-runs/{id}/verifications', { params: { path: { id } }, body: { code } }),
        );
        scan = { code: answer.code, result: answer.result, position: answer.position };
        // The page beside this counts from the same answer.
        client.setQueryData(runQuery(id).queryKey, (run) => run && { ...run, verified: answer.verified });
      } catch (error) {
        scan = { code, result: 'failed', position: null, why: problemOf(error).title };
      }
      player.play(LOOKS[scan.result].outcome);
      setScans((old) => [{ ...scan, n: (old[0]?.n ?? 0) + 1 }, ...old].slice(0, KEPT));
      waiting.current -= 1;
      // Run and labels are read again once nothing waits.
      if (waiting.current === 0) void client.invalidateQueries({ queryKey: runQuery(id).queryKey });
    },
    [client, id, player],
  );
  const scanned = useCallback(
    (code: string): void => {
      waiting.current += 1;
      queue.current = queue.current.then(() => send(code));
    },
    [send],
  );
  return [scans, scanned];
}

/** A scanner types wherever the focus is: what is typed outside of a field comes here. */
function useListening(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      const elsewhere = target instanceof HTMLElement && target.closest('input, textarea, select') === null;
      if (elsewhere && key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey) field.current?.focus();
    };
    document.addEventListener('keydown', hear, true);
    return () => document.removeEventListener('keydown', hear, true);
  }, [field]);
}

function usePlayer(): SoundPlayer {
  const [player] = useState(() => {
    startTrace();
    const made = new SoundPlayer();
    made.volume = readSettings().volume;
    return made;
  });
  useEffect(() => () => player.close(), [player]);
  return player;
}

/** Each printed label is scanned once, and ticked off. */
export function VerifyLabels({ run, onClose }: { run: LabelRun; onClose: () => void }): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const player = usePlayer();
  const [scans, scanned] = useVerify(run, player);
  const { verified } = run;
  useListening(field);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const input = field.current;
    const code = input?.value.trim() ?? '';
    if (input) input.value = '';
    if (code !== '') scanned(code);
  };
  return (
    <Panel title="Check by scanning" onClose={onClose}>
      <form onSubmit={submit} className={styles.verify} onKeyDown={() => player.wake()}>
        <input
          ref={field}
          data-autofocus
          className={styles.scanField}
          aria-label="Scan a printed label"
          placeholder="Scan a label"
          maxLength={2048}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        <div>
          <label htmlFor="label-verified">
            {verified === run.items ? 'All ' : ''}
            {count(verified)} of {count(run.items)} scanned
          </label>
          <progress id="label-verified" max={run.items} value={verified} />
        </div>
      </form>
      <p className="visually-hidden" role="status">
        {scans[0] && `${LOOKS[scans[0].result].words}: ${scans[0].code}`}
      </p>
      <ol className={styles.scans} aria-label="Scans, the newest first">
        {scans.map((scan) => (
          <ScanLine key={scan.n} scan={scan} />
        ))}
      </ol>
    </Panel>
  );
}

function ScanLine({ scan: { code, result, position, why } }: { scan: Scan }): ReactNode {
  const { tone, icon: Glyph, words } = LOOKS[result];
  return (
    <li data-tone={tone} data-result={result}>
      <Glyph size={20} aria-hidden />
      <strong>{words}</strong>
      <span className="mono">{code}</span>
      <span>{position === null ? why : `label ${count(position)}`}</span>
    </li>
  );
}
