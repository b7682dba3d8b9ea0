import type { ReactNode } from 'react';
import type { Unit } from './lengths.js';
import { drawnLabels, type NewStock } from './own-stock.rules.js';
import styles from './stock.module.css';

const UNIT = 100;
/** Room for the rulers, in units of the drawing. */
const RULER = 240;
/** Of a ruler: how far its marks are apart, and each which of them bears a number. */
const MARKS: Record<Unit, { step: number; named: number }> = {
  mm: { step: 10_000, named: 5 },
  in: { step: 12_700, named: 2 },
};

const at = (um: number): number => um / UNIT;

/** The sheet with rulers, as the numbers say; red is what cannot be. */
export function StockDrawing({ stock, unit }: { stock: NewStock; unit: Unit }): ReactNode {
  const labels = drawnLabels(stock);
  const wrong = labels.filter((label) => label.wrong).length;
  const [width, height] = [at(stock.pageWidth), at(stock.pageHeight)];
  return (
    <figure className={styles.drawing}>
      <svg
        viewBox={`${-RULER} ${-RULER} ${width + 1.5 * RULER} ${height + 1.2 * RULER}`}
        role="img"
        aria-label={`${labels.length} labels on a page`}
        data-testid="stock-drawing"
      >
        <rect className={styles.page} width={width} height={height} />
        <Ruler length={stock.pageWidth} unit={unit} />
        <g transform="matrix(0 1 1 0 0 0)">
          <Ruler length={stock.pageHeight} unit={unit} upright />
        </g>
        {labels.map(({ x, y, wrong: bad }, n) => (
          <rect
            key={n}
            className={styles.label}
            data-wrong={bad || undefined}
            {...{ x: at(x), y: at(y), width: at(stock.labelWidth), height: at(stock.labelHeight), rx: 12 }}
          />
        ))}
      </svg>
      <figcaption>
        {wrong === 0
          ? `${stock.columns * stock.rows} labels`
          : `${wrong === labels.length ? 'These' : wrong} labels overlap or leave the page: see what is red`}
      </figcaption>
    </figure>
  );
}

/** Along the upper edge; the left one is the same turned, with its numbers the right way up. */
function Ruler({ length, unit, upright = false }: { length: number; unit: Unit; upright?: boolean }): ReactNode {
  const { step, named } = MARKS[unit];
  const marks = Array.from({ length: Math.min(60, Math.floor(length / step)) + 1 }, (_, n) => n);
  return marks.map((n) => {
    const long = n % named === 0;
    const text = unit === 'mm' ? n * 10 : n / 2;
    return (
      <g key={n} transform={`translate(${at(n * step)} 0)`}>
        <line className={styles.mark} y1={-10} y2={long ? -50 : -30} />
        {long && n > 0 && (
          <text
            className={styles.number}
            {...(upright ? { transform: 'matrix(0 1 1 0 0 -60)' } : { y: -60 })}
            textAnchor={upright ? 'end' : 'middle'}
          >
            {text}
          </text>
        )}
      </g>
    );
  });
}
