import { OUTCOME_CLASSES } from '@app/scan-engine';
import type { ReactNode } from 'react';
import { STATION_COMMANDS } from '../../lib/station-commands.js';
import type { Loudness, StationSettings } from '../../lib/station-store.js';
import { endSession, writeIdentity } from '../../lib/station-store.js';
import type { Desk } from './create-station.js';
import styles from './help-sheet.module.css';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';

const IDLE: [number, string][] = [
  [20, '20 s'],
  [60, '60 s'],
  [180, '3 min'],
  [600, '10 min'],
  [0, 'Never'],
];
const SPOKEN: [Loudness, string][] = [
  ['all', 'Everything'],
  ['problems', 'Problems only'],
  ['none', 'Nothing'],
];

interface HelpSheetProps {
  state: StationState;
  desk: Desk;
  onOtherDesk: () => void;
}

/** Commands and settings beside the work; the field keeps the focus. */
export function HelpSheet({ state, desk, onOtherDesk }: HelpSheetProps): ReactNode {
  return (
    <aside className={styles.sheet} aria-label="Commands and settings" data-closes-on-escape>
      <header>
        <h2>Commands</h2>
        <button type="button" onClick={() => desk.station.command({ name: 'help' })}>
          Close <kbd>/?</kbd>
        </button>
      </header>
      <dl>
        {STATION_COMMANDS.map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Settings state={state} desk={desk} />
      <ThisDesk onOtherDesk={onOtherDesk} />
    </aside>
  );
}

function Settings({
  state: { settings },
  desk: { station, player },
}: Pick<HelpSheetProps, 'state' | 'desk'>): ReactNode {
  return (
    <>
      <h2>Sounds</h2>
      <div className={styles.group} role="group" aria-label="Test sounds">
        {OUTCOME_CLASSES.map((outcome) => (
          <button key={outcome} type="button" onClick={() => player.play(outcome)}>
            {outcome.charAt(0) + outcome.slice(1).toLowerCase()}
          </button>
        ))}
      </div>
      <label className={styles.volume}>
        Volume
        <input
          type="range"
          min={0}
          max={1}
          step={0.1}
          value={settings.volume}
          onChange={(event) => station.configure({ volume: Number(event.currentTarget.value) })}
        />
      </label>
      <Choice
        legend="Person clears after"
        options={IDLE}
        value={settings.idleSeconds}
        onChoose={(idleSeconds) => station.configure({ idleSeconds })}
      />
      <Choice
        legend="Spoken by screen readers"
        options={SPOKEN}
        value={settings.loudness}
        onChoose={(loudness) => station.configure({ loudness })}
      />
      <ScannerSettings settings={settings} station={station} />
      <Choice
        legend="Focus"
        options={[
          [true, 'Back to the field'],
          [false, 'Do not pull focus back'],
        ]}
        value={settings.pullFocus}
        onChoose={(pullFocus) => station.configure({ pullFocus })}
      />
    </>
  );
}

function ScannerSettings({ settings, station }: { settings: StationSettings; station: Station }): ReactNode {
  return (
    <>
      <Choice
        legend="Scanner"
        options={[
          [50, 'Normal'],
          [100, 'Slow'],
          [200, 'Very slow (Bluetooth)'],
        ]}
        value={settings.gapMs}
        onChoose={(gapMs) => station.configure({ gapMs })}
      />
      <Choice
        legend="A scan ends with"
        options={[
          [false, 'Enter or Tab'],
          [true, 'Nothing'],
        ]}
        value={settings.noSuffix}
        onChoose={(noSuffix) => station.configure({ noSuffix })}
      />
      <Choice
        legend="Keyboard on the screen"
        options={[
          [true, 'As usual'],
          [false, 'Only when asked for'],
        ]}
        value={settings.screenKeyboard}
        onChoose={(screenKeyboard) => station.configure({ screenKeyboard })}
      />
      <Choice
        legend="Buttons"
        options={[
          [false, 'Normal'],
          [true, 'Large, for gloves'],
        ]}
        value={settings.gloves}
        onChoose={(gloves) => station.configure({ gloves })}
      />
    </>
  );
}

function ThisDesk({ onOtherDesk }: Pick<HelpSheetProps, 'onOtherDesk'>): ReactNode {
  return (
    <>
      <h2>This desk</h2>
      <div className={styles.group}>
        <button
          type="button"
          onClick={() => {
            endSession();
            window.location.reload();
          }}
        >
          End session
        </button>
        <button
          type="button"
          onClick={() => {
            writeIdentity(null);
            onOtherDesk();
          }}
        >
          Another desk…
        </button>
      </div>
    </>
  );
}

interface ChoiceProps<T> {
  legend: string;
  options: [T, string][];
  value: T;
  onChoose: (value: T) => void;
}

function Choice<T>({ legend, options, value, onChoose }: ChoiceProps<T>): ReactNode {
  return (
    <>
      <h2>{legend}</h2>
      <div className={styles.group} role="group" aria-label={legend}>
        {options.map(([option, label]) => (
          <button key={label} type="button" aria-pressed={option === value} onClick={() => onChoose(option)}>
            {label}
          </button>
        ))}
      </div>
    </>
  );
}
