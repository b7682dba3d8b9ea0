import type { ReactNode } from 'react';
import { TEST_BARS, TEST_CODE } from './scanner-check.js';

const QUIET = 10;
const BARS = [...TEST_BARS].map(Number);
const STARTS = BARS.map((_, index) => BARS.slice(0, index).reduce((sum, width) => sum + width, QUIET));
const WIDTH = BARS.reduce((sum, width) => sum + width, 2 * QUIET);

/** The test code as bars, on white whatever the theme: a scanner needs the quiet zone. */
export function TestCode(): ReactNode {
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} 60`} preserveAspectRatio="none" role="img" aria-label={TEST_CODE}>
        <rect width={WIDTH} height={60} fill="#fff" />
        {BARS.map((width, index) =>
          index % 2 === 0 ? <rect key={index} x={STARTS[index]} y={2} width={width} height={56} fill="#000" /> : null,
        )}
      </svg>
      <figcaption className="code mono">{TEST_CODE}</figcaption>
    </figure>
  );
}
