import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import styles from './sheet-view.module.css';

type Sheet = Dto<'LabelSheetDto'>;

/** The drawing's unit is a tenth of a millimetre: browsers draw letters of a size of thousands badly. */
const UNIT = 100;
const POINT = 352.778;
const at = (length: number): number => Math.round((length / UNIT) * 1000) / 1000;

export interface StartPlace {
  value: number;
  columns: number;
  onChoose: (place: number) => void;
}

interface SheetViewProps {
  sheet: Sheet;
  label: string;
  /** Cells can be chosen: the labels begin there. */
  start?: StartPlace;
}

/** A page as it comes out of the printer, on white paper; `--zoom` of the box around it is how large. */
export const SheetView = ({ sheet, label, start }: SheetViewProps): ReactNode => (
  <svg
    className={styles.sheet}
    viewBox={`0 0 ${at(sheet.width)} ${at(sheet.height)}`}
    style={{ '--width': `${sheet.width / 1000}mm`, '--ratio': sheet.width / sheet.height } as React.CSSProperties}
    role={start ? 'group' : 'img'}
    aria-label={label}
    data-testid="label-sheet"
  >
    <defs>
      <pattern id="used-label" width="30" height="30" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="30" height="30" fill="#eef0f2" />
        <rect width="9" height="30" fill="#b9c1c9" />
      </pattern>
    </defs>
    {start ? <Places cells={sheet.cells} start={start} /> : <Cells cells={sheet.cells} />}
    <g className={styles.ink}>
      <Drawn sheet={sheet} />
    </g>
  </svg>
);

type Cell = Sheet['cells'][number];

const boxOf = ({ x, y, width, height }: Cell): Record<'x' | 'y' | 'width' | 'height' | 'rx', number> => ({
  ...{ x: at(x), y: at(y), width: at(width), height: at(height), rx: 12 },
});

const Cells = ({ cells }: { cells: Cell[] }): ReactNode =>
  cells.map((cell) => <rect key={cell.place} className={styles.cell} {...boxOf(cell)} />);

const STEPS: Record<string, (place: number, columns: number, last: number) => number> = {
  ArrowRight: (place) => place + 1,
  ArrowLeft: (place) => place - 1,
  ArrowDown: (place, columns) => place + columns,
  ArrowUp: (place, columns) => place - columns,
  Home: () => 1,
  End: (_place, _columns, last) => last,
};

/** One stop of Tab; the arrows go from place to place and choose as radio buttons do. */
function Places({ cells, start }: { cells: Cell[]; start: StartPlace }): ReactNode {
  const group = useRef<SVGGElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key] as (typeof STEPS)[string] | undefined;
    const next = step?.(start.value, start.columns, cells.length);
    if (next === undefined || next < 1 || next > cells.length) return;
    event.preventDefault();
    start.onChoose(next);
    group.current?.querySelector<SVGGElement>(`[data-place="${next}"]`)?.focus();
  };
  return (
    <g ref={group} role="radiogroup" aria-label="Place of the first label" onKeyDown={onKeyDown}>
      {cells.map((cell) => (
        <g
          key={cell.place}
          className={styles.place}
          role="radio"
          aria-checked={cell.place === start.value}
          aria-label={`Place ${cell.place}`}
          tabIndex={cell.place === start.value ? 0 : -1}
          data-place={cell.place}
          data-used={cell.place < start.value || undefined}
          onClick={() => start.onChoose(cell.place)}
        >
          <rect className={styles.cell} {...boxOf(cell)} />
        </g>
      ))}
    </g>
  );
}

const Drawn = ({ sheet: { shapes, texts, outlines } }: { sheet: Sheet }): ReactNode => (
  <>
    {outlines.map((box, n) => (
      <rect
        key={`o${n}`}
        className={styles.outline}
        {...{ x: at(box.x), y: at(box.y), width: at(box.width), height: at(box.height) }}
      />
    ))}
    {shapes.map(({ x, y, unitX, unitY, turned, path }, n) => (
      <path
        key={`s${n}`}
        transform={`translate(${at(x)} ${at(y)})${turned ? ' rotate(90)' : ''} scale(${at(unitX)} ${at(unitY)})`}
        d={path}
      />
    ))}
    {texts.map(({ x, baseline, size, weight, width, turned, text }, n) => (
      <text
        key={`t${n}`}
        transform={turned ? `rotate(90 ${at(x)} ${at(baseline)})` : undefined}
        {...{ x: at(x), y: at(baseline), fontSize: at(size * POINT), fontWeight: weight }}
        textLength={at(width) || undefined}
        lengthAdjust="spacingAndGlyphs"
      >
        {text}
      </text>
    ))}
  </>
);
