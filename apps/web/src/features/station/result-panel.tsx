import type { DeviceCard, RecordKind } from '@app/scan-engine';
import { IconArrowBackUp, IconDeviceLaptop, IconDoor, type Icon } from '@tabler/icons-react';
import { useLayoutEffect, type ReactNode } from 'react';
import { StateBadge } from '../../components/state-badge.js';
import { useLate } from '../../components/states.js';
import { language } from '../../lib/language.js';
import { linesNow } from './answer-chips.js';
import { OUTCOME_ICONS } from './outcome-looks.js';
import { liveAnswers } from './resolve-act.js';
import styles from './result-panel.module.css';
import ready from './result-ready.module.css';
import tones from './result-tones.module.css';
import { classOf, refusalWords, type Row } from './rows.js';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import { traceMark } from '../../lib/trace.js';
import { labelOf, MODE_WORDS, say, stateWords } from './words.js';

/** Headlines longer than this are set smaller, so that they stay on two lines. */
const LONG = 24;
const LONGEST = 44;
const sizeOf = ({ length }: string): string | undefined =>
  length > LONGEST ? 'longest' : length > LONG ? 'long' : undefined;

/** A person has the icon of the class. */
const SUBJECT_ICONS: Partial<Record<RecordKind, Icon>> = { device: IconDeviceLaptop, room: IconDoor };

interface ResultPanelProps {
  state: StationState;
  row: Row | undefined;
  station: Station;
}

/** What became of the last scan: class, headline, details, what can be answered. */
export function ResultPanel({ state, row, station }: ResultPanelProps): ReactNode {
  const outcome = row ? classOf(row) : null;
  const newest = state.rows.list.at(-1);
  const checking = useLate(newest?.sync === 'checking', 250);
  useLayoutEffect(() => {
    if (row && outcome !== 'CHECKING') traceMark('result', row.id);
  }, [row, outcome]);
  if (!row || !outcome) {
    return (
      <section
        className={`${styles.panel} ${tones.toned}`}
        data-testid="scan-result"
        data-class=""
        aria-label={say('result')}
      >
        <div className={ready.ready}>
          <h2>{checking ? say('checking') : MODE_WORDS[state.mode]}</h2>
          <p>{checking ? newest?.code : say('ready')}</p>
        </div>
      </section>
    );
  }
  const { answer } = row;
  const Glyph = (outcome === 'CONTEXT' && SUBJECT_ICONS[answer?.subject?.of ?? 'person']) || OUTCOME_ICONS[outcome];
  return (
    <section
      className={`${styles.panel} ${tones.toned}`}
      data-testid="scan-result"
      data-class={outcome}
      data-row={answer?.headlineRow ?? ''}
      data-rows={answer ? [answer.row, ...answer.notes].join(' ') : ''}
      data-code={row.code}
      data-tag={answer?.device?.tag ?? ''}
      data-sync={row.sync}
      data-repeats={row.repeats}
      data-checking={checking}
      data-chosen={state.targetId !== null}
      data-undo={mayUndo(row)}
      aria-label={say('result')}
      tabIndex={0}
    >
      {state.settings.muted && (
        <span key={`flash ${row.id} ${row.repeats}`} className={tones.flash} data-testid="edge-flash" aria-hidden />
      )}
      {checking && <p className={styles.checking}>{say('checking.code', { code: newest?.code ?? '' })}</p>}
      <div className={styles.head}>
        <Glyph className={styles.icon} size={60} stroke={2} aria-hidden />
        <h2 data-length={sizeOf(headlineOf(row))}>{withCodes(headlineOf(row), row)}</h2>
        {row.repeats > 1 && <span className={styles.repeats}>×{row.repeats}</span>}
      </div>
      <Details row={row} signedOut={state.stalled === 'signed-out'} />
      <Actions state={state} row={row} station={station} />
    </section>
  );
}

function headlineOf(row: Row): string {
  if (row.refusal) return refusalWords(row.refusal);
  if (row.sync === 'cancelled') return say('not-sent');
  return row.answer?.text.headline ?? say('saved');
}

function Details({ row, signedOut }: { row: Row; signedOut: boolean }): ReactNode {
  const { answer } = row;
  if (!answer) {
    return (
      <div className={styles.lines}>
        <p className="mono">{row.code}</p>
        <p>
          {row.refusal
            ? say('refused', { code: row.refusal.code })
            : row.sync === 'cancelled'
              ? say('saved.nothing')
              : signedOut
                ? say('saved.signed-out')
                : say('saved.offline')}
        </p>
      </div>
    );
  }
  const { device } = answer;
  const lines = linesNow(answer, row.chips);
  return (
    <div className={styles.lines}>
      {lines.map((line, index) => (
        <p key={index}>{withCodes(line, row)}</p>
      ))}
      {device && <Device device={device} serial={answer.mode === 'look'} said={[answer.text.headline, ...lines]} />}
    </div>
  );
}

interface DeviceProps {
  device: DeviceCard;
  serial: boolean;
  /** What the words above tell already. */
  said: string[];
}

function Device({ device, serial, said }: DeviceProps): ReactNode {
  const told = (fact: string): boolean => said.some((line) => line.includes(fact));
  return (
    <div className={styles.device}>
      {!told(device.tag) && <span className="mono">{device.tag}</span>}
      {!told(device.modelName) && <span>{device.modelName}</span>}
      {serial && device.serial && <span className="mono">{device.serial}</span>}
      <StateBadge state={device.state} words={language() === 'en' ? undefined : stateWords(device.state)} />
      {!told(` ${device.siteCode}`) && <span>{device.siteCode}</span>}
    </div>
  );
}

/** Codes are read letter by letter: never in the text face, where 0 and O look alike. */
function withCodes(text: string, row: Row): ReactNode {
  const codes = codesOf(row);
  if (codes.length === 0) return text;
  const pattern = codes.map((code) => code.replace(/[^A-Za-z0-9]/g, '\\$&')).join('|');
  return text.split(new RegExp(`(${pattern})`)).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} className={`mono ${styles.tag}`}>
        {part}
      </span>
    ),
  );
}

/** The device's own, what was scanned, and every tag that the words name. */
function codesOf({ answer, code }: Row): string[] {
  const lists = answer?.lines.flatMap(({ values }) => Object.entries(values)) ?? [];
  const named = lists.flatMap(([name, list]) => (/tags$/i.test(name) && typeof list === 'string' ? [list] : []));
  const tags = named.flatMap((list) => list.replace(/ \+\d+$/, '').split(', '));
  return [...new Set([answer?.device?.tag ?? code, ...tags])].filter((one) => one !== '');
}

const mayUndo = (row: Row): boolean => Boolean(row.answer?.undoable && !row.undo);

function Actions({ state, row, station }: { state: StationState; row: Row; station: Station }): ReactNode {
  const live = liveAnswers(state.rows, row);
  return (
    <div className={styles.actions}>
      {live?.choices.map(({ key, label }) => (
        <button key={`choice ${key}`} type="button" data-choice="" onClick={() => station.answer(live.scanId, key)}>
          <kbd>{key}</kbd> {label}
        </button>
      ))}
      {live?.answers.map(({ key, label }) => (
        <button key={key} type="button" data-key={key} onClick={() => station.answer(live.scanId, key)}>
          <kbd>{key}</kbd> {labelOf(label)}
        </button>
      ))}
      {mayUndo(row) && (
        <button type="button" className={styles.undo} onClick={() => station.undo(row.id)}>
          <IconArrowBackUp size={18} aria-hidden /> {say('undo')} <kbd>/u</kbd>
        </button>
      )}
    </div>
  );
}
