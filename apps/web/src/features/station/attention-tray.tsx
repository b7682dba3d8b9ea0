import { IconCircleCheck } from '@tabler/icons-react';
import { memo, useMemo, type ReactNode } from 'react';
import { attentionCards } from './attention.js';
import styles from './attention-tray.module.css';
import { OUTCOME_ICONS } from './outcome-looks.js';
import { liveAnswers } from './resolve-act.js';
import { classOf, refusalWords, type Row, type Rows } from './rows.js';
import type { Station } from './station.js';
import { labelOf, say } from './words.js';

/** So many lines are in the document; the rest moves up as these are done. */
const MOST_SHOWN = 30;

interface TrayProps {
  rows: Rows;
  count: number;
  station: Station;
}

/** What could not be settled at once waits here; nothing ever blocks the queue for it. */
export function AttentionTray({ rows, count, station }: TrayProps): ReactNode {
  const open = useMemo(() => attentionCards(rows), [rows]);
  return (
    <aside className={styles.tray} id="station-attention" aria-label={say('attention')}>
      <h2>
        {say('attention')} <span data-testid="attention-count">{count}</span>
      </h2>
      {open.length === 0 && (
        <p className={styles.clear}>
          <IconCircleCheck size={20} aria-hidden /> {say('attention.none')}
        </p>
      )}
      <ul>
        {open.slice(0, MOST_SHOWN).map(({ row, count: times }) => (
          <Item key={row.id} row={row} times={times} live={liveAnswers(rows, row)} station={station} />
        ))}
      </ul>
      {open.length > MOST_SHOWN && <p className={styles.clear}>{say('and-more', { n: open.length - MOST_SHOWN })}</p>}
    </aside>
  );
}

interface ItemProps {
  row: Row;
  /** How often it was scanned. */
  times: number;
  live: ReturnType<typeof liveAnswers>;
  station: Station;
}

const Item = memo(
  function Item({ row, times, live, station }: ItemProps): ReactNode {
    const outcome = classOf(row);
    const Glyph = OUTCOME_ICONS[outcome];
    const headline = row.refusal ? refusalWords(row.refusal) : (row.answer?.text.headline ?? '');
    return (
      <li data-class={outcome} data-later={row.attention === 'later'} data-id={row.id} data-testid="attention-row">
        <p className={styles.code}>
          <Glyph size={18} aria-hidden />
          <span className="mono">{row.answer?.device?.tag ?? row.code}</span>
          {times > 1 && <span data-testid="attention-times">×{times}</span>}
        </p>
        <p className={styles.text}>{headline}</p>
        <div className={styles.buttons}>
          {live?.choices.map(({ key, label }) => (
            <button key={`choice ${key}`} type="button" onClick={() => station.answer(row.id, key)}>
              <kbd>{key}</kbd> {label}
            </button>
          ))}
          {live?.answers.map(({ key, label }) => (
            <button key={key} type="button" onClick={() => station.answer(row.id, key)}>
              <kbd>{key}</kbd> {labelOf(label)}
            </button>
          ))}
          <button type="button" data-quiet="" onClick={() => station.settle(row.id, 'done')}>
            {say('done')}
          </button>
          {row.attention === 'open' && (
            <button type="button" data-quiet="" onClick={() => station.settle(row.id, 'later')}>
              {say('later')}
            </button>
          )}
        </div>
      </li>
    );
  },
  // What is live follows from the row.
  (a, b) => a.row === b.row && a.times === b.times,
);
