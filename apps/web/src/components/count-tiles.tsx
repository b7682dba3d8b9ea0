import type { ReactNode } from 'react';
import styles from './count-tiles.module.css';

export interface CountTile {
  id: string;
  count: number;
  label: string;
  tone?: 'red' | 'amber';
}

interface CountTilesProps {
  label: string;
  tiles: readonly CountTile[];
  /** The one whose list is shown. */
  open: string | null;
  onOpen: (id: string | null) => void;
}

/** Numbers that each open what they count; nothing stands behind a zero. */
export const CountTiles = ({ label, tiles, open, onOpen }: CountTilesProps): ReactNode => (
  <div className={styles.tiles} role="group" aria-label={label}>
    {tiles.map(({ id, count, label: text, tone }) => (
      <button
        key={id}
        type="button"
        className={styles.tile}
        data-tone={count > 0 ? tone : undefined}
        aria-expanded={count > 0 ? open === id : undefined}
        disabled={count === 0}
        onClick={() => onOpen(open === id ? null : id)}
      >
        <strong>{count.toLocaleString('en-US')}</strong>
        <span>{text}</span>
      </button>
    ))}
  </div>
);
