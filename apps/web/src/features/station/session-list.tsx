import { IconArrowBackUp, IconCloud, IconCloudOff } from '@tabler/icons-react';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useLayoutEffect, useMemo, useRef, type ReactNode } from 'react';
import { useSession } from '../../lib/session.js';
import { clockTime } from '../../lib/time.js';
import { linesNow } from './answer-chips.js';
import { OUTCOME_ICONS, outcomeWord } from './outcome-looks.js';
import { classOf, refusalWords, type Row, type Rows } from './rows.js';
import styles from './session-list.module.css';
import type { Station } from './station.js';
import { traceMark } from '../../lib/trace.js';
import { say } from './words.js';

/** More than what is pressed in it. */
const ROW_EXTRA = 8;
/** On a phone a second line, and a third for what was answered. */
const CARD_EXTRA = 34;
const CHIPS_EXTRA = 30;

interface SessionListProps {
  rows: Rows;
  targetId: string | null;
  station: Station;
  gloves: boolean;
  /** The newest so many; all by default. */
  most?: number;
}

/** Every row of the session, newest first. Nothing is trimmed; only what is in sight is in the document. */
export function SessionList({ rows, targetId, station, gloves, most }: SessionListProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const { timeZone } = useSession().district;
  const listed = useMemo(
    () =>
      rows.list
        .filter((row) => row.listed)
        .reverse()
        .slice(0, most),
    [rows, most],
  );
  const cards = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const height = (gloves ? 64 : 44) + (cards ? CARD_EXTRA : ROW_EXTRA);
  const newest = rows.list.at(-1)?.id;
  useLayoutEffect(() => {
    if (newest) traceMark('row', newest);
  }, [newest]);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised on its functions
  const virtual = useVirtualizer({
    count: listed.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => height + (cards && listed[index].chips.length > 0 ? CHIPS_EXTRA : 0),
    getItemKey: (index) => listed[index].id,
    overscan: 8,
  });
  const answered = cards ? listed.filter(({ chips }) => chips.length > 0).length : 0;
  useLayoutEffect(() => virtual.measure(), [virtual, height, answered]);
  const items = virtual.getVirtualItems();
  const before = items.at(0)?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="region"
      aria-label={say('list')}
      tabIndex={0}
      data-empty={listed.length === 0}
    >
      <table className={styles.table} aria-rowcount={listed.length + 1}>
        <caption className="visually-hidden">{say('list.order')}</caption>
        <Head />
        <tbody>
          {before > 0 && <Spacer height={before} />}
          {items.map(({ index, key }) => (
            <Line
              key={key}
              row={listed[index]}
              index={index}
              chosen={listed[index].id === targetId}
              station={station}
              timeZone={timeZone}
            />
          ))}
          {after > 0 && <Spacer height={after} />}
        </tbody>
      </table>
    </div>
  );
}

const Head = (): ReactNode => (
  <>
    <colgroup>
      {['time', 'outcome', 'code', 'text', 'sync', 'action'].map((name) => (
        <col key={name} className={styles[name]} />
      ))}
    </colgroup>
    <thead className="visually-hidden">
      <tr aria-rowindex={1}>
        {(['list.time', 'list.outcome', 'list.code', 'list.text', 'list.sent', 'undo'] as const).map((name) => (
          <th key={name} scope="col">
            {say(name)}
          </th>
        ))}
      </tr>
    </thead>
  </>
);

const Spacer = ({ height }: { height: number }): ReactNode => (
  <tr aria-hidden>
    <td colSpan={6} style={{ height, padding: 0, border: 0 }} />
  </tr>
);

interface LineProps {
  row: Row;
  index: number;
  chosen: boolean;
  station: Station;
  timeZone: string;
}

/** Every new scan moves each line on by one: what is in it stays. */
function Line({ row, index, chosen, station, timeZone }: LineProps): ReactNode {
  const { answer } = row;
  return (
    <tr
      className={styles.row}
      data-testid="scan-row"
      data-id={row.id}
      data-class={classOf(row)}
      data-row={answer?.headlineRow ?? ''}
      data-rows={answer ? [answer.row, ...answer.notes].join(' ') : ''}
      data-code={row.code}
      data-tag={answer?.device?.tag ?? ''}
      data-sync={row.sync}
      data-repeats={row.repeats}
      data-undone={row.undo === 'done' || row.sync === 'cancelled'}
      data-chosen={chosen}
      data-answered={row.chips.length > 0}
      aria-rowindex={index + 2}
    >
      <Cells row={row} station={station} timeZone={timeZone} />
    </tr>
  );
}

const Cells = memo(function Cells({
  row,
  station,
  timeZone,
}: Pick<LineProps, 'row' | 'station' | 'timeZone'>): ReactNode {
  const outcome = classOf(row);
  const { answer } = row;
  const Glyph = OUTCOME_ICONS[outcome];
  return (
    <>
      <td className={styles.time}>{clockTime(row.at, timeZone)}</td>
      <td className={styles.outcome}>
        <Glyph size={18} aria-hidden />
        {row.undo === 'done' ? say('word.undone') : outcomeWord(row, outcome)}
      </td>
      <th scope="row" className={styles.code}>
        {answer?.device?.tag ?? (row.code || answer?.person?.display || (row.act === 'batch' ? 'Batch' : '–'))}
        {row.repeats > 1 && <span className={styles.repeats}>×{row.repeats}</span>}
      </th>
      <td className={styles.text}>
        <div className={styles.what}>
          <span>{textOf(row)}</span>
          {answer?.device && <span className={styles.model}>{answer.device.modelName}</span>}
        </div>
        {row.chips.length > 0 && <Chips row={row} />}
      </td>
      <SyncCell row={row} />
      <td className={styles.action}>
        {canUndo(row) && (
          <button type="button" disabled={row.undo === 'pending'} onClick={() => station.undo(row.id)}>
            <IconArrowBackUp size={16} aria-hidden />
            {say('undo')}
            <span className="visually-hidden"> {answer?.device?.tag ?? row.code}</span>
          </button>
        )}
      </td>
    </>
  );
});

const Chips = ({ row }: { row: Row }): ReactNode => (
  <div className={styles.chips}>
    {row.chips.map(({ scanId, key, label, pending }) => (
      <span key={scanId} className={styles.chip} data-key={key} data-pending={pending} title={label}>
        {label}
      </span>
    ))}
  </div>
);

function SyncCell({ row }: { row: Row }): ReactNode {
  const saved = row.sync === 'saved';
  return (
    <td className={styles.sync} data-saved={saved}>
      {saved ? <IconCloudOff size={16} aria-hidden /> : <IconCloud size={16} aria-hidden />}
      <span>{row.undo === 'pending' ? say('sync.undoing') : say(`sync.${row.sync}`)}</span>
    </td>
  );
}

const canUndo = (row: Row): boolean =>
  row.undo !== 'done' &&
  row.sync !== 'cancelled' &&
  (row.answer?.undoable === true || (row.sync === 'saved' && row.answer === null));

/** A plain success says where the device went; everything else says what is the matter. */
function textOf({ answer, refusal, code, chips }: Row): string {
  if (refusal) return refusalWords(refusal);
  if (!answer) return '';
  const { headline } = answer.text;
  const lines = linesNow(answer, chips);
  const parts = answer.class === 'OK' ? lines : [headline, ...lines];
  return withoutCode(parts.join(' · '), answer.device?.tag ?? code);
}

/** The code stands in its own column. */
const withoutCode = (text: string, code: string): string =>
  text
    .split(' · ')
    .filter((part) => part !== code)
    .map((part) => (part.startsWith(`${code} →`) ? part.slice(code.length + 1) : part))
    .join(' · ');
