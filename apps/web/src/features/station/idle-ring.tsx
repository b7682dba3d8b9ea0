import type { ReactNode } from 'react';
import styles from './idle-ring.module.css';
import { IDLE_WARNING_MS } from './idle-timer.js';
import { say } from './words.js';

const RADIUS = 9;
const AROUND = 2 * Math.PI * RADIUS;

/** The last seconds before the person clears. */
export function IdleRing({ left }: { left: number }): ReactNode {
  const circle = { cx: 12, cy: 12, r: RADIUS, fill: 'none', stroke: 'currentColor', strokeWidth: 4 };
  return (
    <p className={styles.idle} role="timer">
      <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden>
        <circle {...circle} strokeOpacity=".25" />
        <circle
          {...circle}
          strokeDasharray={`${(AROUND * left * 1000) / IDLE_WARNING_MS} ${AROUND}`}
          transform="rotate(-90 12 12)"
        />
      </svg>
      <span>{say('idle.clears', { n: left })}</span>
      <span>{say('idle.keeps')}</span>
    </p>
  );
}
