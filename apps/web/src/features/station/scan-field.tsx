import { IconAlertTriangleFilled, IconCircleFilled, IconCircleHalf2, IconKeyboard } from '@tabler/icons-react';
import type { FormEvent, ReactNode, RefObject } from 'react';
import { dayWords } from './chips.js';
import type { Listening } from './focus-keeper.js';
import { IdleRing } from './idle-ring.js';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import styles from './scan-field.module.css';
import { say } from './words.js';

const ICONS: Record<Listening, typeof IconCircleFilled> = {
  listening: IconCircleFilled,
  note: IconCircleHalf2,
  form: IconCircleHalf2,
  code: IconCircleHalf2,
  away: IconAlertTriangleFilled,
};

interface ScanFieldProps {
  inputRef: RefObject<HTMLInputElement | null>;
  heard: Listening;
  state: StationState;
  station: Station;
}

/** Until the field is left; a keyboard comes up only when a field takes the focus. */
function showKeyboard(field: HTMLInputElement | null): void {
  if (!field) return;
  field.blur();
  field.inputMode = 'text';
  field.focus({ preventScroll: true });
  field.addEventListener('blur', () => (field.inputMode = 'none'), { once: true });
}

/** Uncontrolled, never disabled: a key must not wait for anything. */
export function ScanField({ inputRef, heard, state, station }: ScanFieldProps): ReactNode {
  const { screenKeyboard } = state.settings;
  const backDatedTo = state.mode === 'look' ? null : state.context.backDatedTo;
  const Glyph = ICONS[heard];
  // Keyboards on glass may send no key events; the form hears their Go.
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const field = inputRef.current;
    if (!field) return;
    const line = field.value;
    field.value = '';
    station.submit(line, 'typed');
  };
  return (
    <div className={styles.wrap} data-back-dated={backDatedTo !== null}>
      {backDatedTo && (
        <p className={styles.backDate} data-testid="back-date">
          {say('field.back-dated', { day: dayWords(backDatedTo, '') })}
        </p>
      )}
      <form onSubmit={submit} className={styles.form}>
        <input
          ref={inputRef}
          className={styles.field}
          data-testid="scan-field"
          type="text"
          aria-label={say('field.label')}
          aria-describedby="station-listening"
          placeholder={say('field.hint')}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          inputMode={screenKeyboard ? undefined : 'none'}
          data-1p-ignore=""
          data-lpignore="true"
          data-bwignore=""
          data-form-type="other"
        />
      </form>
      {!screenKeyboard && (
        <button type="button" className={styles.keyboard} onClick={() => showKeyboard(inputRef.current)}>
          <IconKeyboard size={20} aria-hidden /> {say('field.keyboard')}
        </button>
      )}
      <div className={styles.beside}>
        <p className={styles.state} id="station-listening" data-testid="listening-state" data-heard={heard}>
          <Glyph size={heard === 'away' ? 18 : 14} aria-hidden />
          {say(state.passive ? 'heard.passive' : `heard.${heard}`)}
        </p>
        {state.idle.warning !== null && <IdleRing left={state.idle.warning} />}
      </div>
      {state.hint && (
        <p className={styles.hint} role="status">
          {state.hint}
        </p>
      )}
    </div>
  );
}
