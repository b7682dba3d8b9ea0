import { LANGUAGES } from '@app/kernel';
import { OUTCOME_CLASSES } from '@app/scan-engine';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LANGUAGE_NAMES, wordsIn } from '../../lib/language.js';
import { useCan, useLanguage } from '../../lib/session.js';
import { STATION_COMMANDS } from '../../lib/station-commands.js';
import type { Loudness, StationSettings } from '../../lib/station-store.js';
import { writeIdentity } from '../../lib/station-store.js';
import type { Desk } from './create-station.js';
import styles from './help-sheet.module.css';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import { say } from './words.js';

const IDLE: [number, string][] = [
  [20, '20 s'],
  [60, '60 s'],
  [180, '3 min'],
  [600, '10 min'],
  [0, ''],
];
const SPOKEN: readonly Loudness[] = ['all', 'problems', 'none'];

interface HelpSheetProps {
  state: StationState;
  desk: Desk;
  onOtherDesk: () => void;
}

/** Commands and settings beside the work; the field keeps the focus. */
export function HelpSheet({ state, desk, onOtherDesk }: HelpSheetProps): ReactNode {
  return (
    <aside className={styles.sheet} aria-label={say('sheet')} data-closes-on-escape>
      <header>
        <h2>{say('commands')}</h2>
        <button type="button" onClick={() => desk.station.command({ name: 'help' })}>
          {say('close')} <kbd>/?</kbd>
        </button>
      </header>
      <dl>
        {STATION_COMMANDS.filter(([word]) => desk.station.offers(word)).map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{wordsIn(meaning)}</dd>
          </div>
        ))}
      </dl>
      <Settings state={state} desk={desk} />
      <Spoken />
      <ThisDesk station={desk.station} stationId={desk.stationId} onOtherDesk={onOtherDesk} />
    </aside>
  );
}

function Settings({
  state: { settings },
  desk: { station, player },
}: Pick<HelpSheetProps, 'state' | 'desk'>): ReactNode {
  return (
    <>
      <h2>{say('sounds')}</h2>
      <div className={styles.group} role="group" aria-label={say('sounds.test')}>
        {OUTCOME_CLASSES.map((outcome) => (
          <button key={outcome} type="button" onClick={() => player.play(outcome)}>
            {say(`sound.${outcome}`)}
          </button>
        ))}
      </div>
      <label className={styles.volume}>
        {say('volume')}
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
        legend={say('idle')}
        options={IDLE.map(([seconds, words]) => [seconds, words || say('idle.never')])}
        value={settings.idleSeconds}
        onChoose={(idleSeconds) => station.configure({ idleSeconds })}
      />
      <Choice
        legend={say('spoken')}
        options={SPOKEN.map((loudness) => [loudness, say(`spoken.${loudness}`)])}
        value={settings.loudness}
        onChoose={(loudness) => station.configure({ loudness })}
      />
      <PaperSettings settings={settings} station={station} />
      <ScannerSettings settings={settings} station={station} />
      <Choice
        legend={say('focus')}
        options={[
          [true, say('focus.back')],
          [false, say('focus.stay')],
        ]}
        value={settings.pullFocus}
        onChoose={(pullFocus) => station.configure({ pullFocus })}
      />
    </>
  );
}

interface SettingsProps {
  settings: StationSettings;
  station: Station;
}

function PaperSettings({ settings, station }: SettingsProps): ReactNode {
  return (
    <>
      <Choice
        legend={say('receipts')}
        options={receiptChoices(settings).map((when) => [when, say(`receipts.${when}`)])}
        value={settings.receipts}
        onChoose={(receipts) => station.configure({ receipts })}
      />
      <Choice
        legend={say('paper')}
        options={(['letter', 'roll'] as const).map((paper) => [paper, say(`paper.${paper}`)])}
        value={settings.paper}
        onChoose={(paper) => station.configure({ paper })}
      />
      <Choice
        legend={say('layout')}
        options={[
          [false, say('layout.desk')],
          [true, say('layout.big')],
        ]}
        value={settings.big}
        onChoose={(big) => station.configure({ big })}
      />
    </>
  );
}

/** A dialog would stop the queue: always only where printing was proved to ask nothing. */
const receiptChoices = ({ printer }: StationSettings): StationSettings['receipts'][] => [
  ...(['never', 'button'] as const),
  ...(printer === 'silent' ? (['always'] as const) : []),
];

function ScannerSettings({ settings, station }: SettingsProps): ReactNode {
  return (
    <>
      <Choice
        legend={say('scanner')}
        options={[
          [50, say('scanner.normal')],
          [100, say('scanner.slow')],
          [200, say('scanner.very-slow')],
        ]}
        value={settings.gapMs}
        onChoose={(gapMs) => station.configure({ gapMs })}
      />
      <Choice
        legend={say('suffix')}
        options={[
          [false, say('suffix.key')],
          [true, say('suffix.none')],
        ]}
        value={settings.noSuffix}
        onChoose={(noSuffix) => station.configure({ noSuffix })}
      />
      <Choice
        legend={say('glass')}
        options={[
          [true, say('glass.usual')],
          [false, say('glass.asked')],
        ]}
        value={settings.screenKeyboard}
        onChoose={(screenKeyboard) => station.configure({ screenKeyboard })}
      />
      <Choice
        legend={say('buttons')}
        options={[
          [false, say('buttons.normal')],
          [true, say('buttons.large')],
        ]}
        value={settings.gloves}
        onChoose={(gloves) => station.configure({ gloves })}
      />
    </>
  );
}

function Spoken(): ReactNode {
  const [language, choose] = useLanguage();
  return (
    <Choice
      legend={say('language')}
      options={LANGUAGES.map((one) => [one, LANGUAGE_NAMES[one]])}
      value={language}
      onChoose={choose}
    />
  );
}

function ThisDesk({
  station,
  stationId,
  onOtherDesk,
}: { station: Station; stationId: string } & Pick<HelpSheetProps, 'onOtherDesk'>): ReactNode {
  const mayPrint = useCan('label:print');
  return (
    <>
      <h2>{say('this-desk')}</h2>
      <div className={styles.group}>
        <button type="button" onClick={() => station.askEnd()}>
          {say('end')}
        </button>
        <button
          type="button"
          onClick={() => {
            writeIdentity(null);
            onOtherDesk();
          }}
        >
          {say('other-desk')}
        </button>
        <Link to="/scan/check">{say('check.title')}</Link>
        {mayPrint && (
          <Link to="/labels" search={{ kind: 'command' } as never}>
            {say('command-cards')}
          </Link>
        )}
        <a href={`/scan/display?station=${stationId}`} target="_blank" rel="noreferrer">
          {say('display')}
        </a>
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
