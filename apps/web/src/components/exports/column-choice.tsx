import { Checkbox } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import { exportSay } from './export-words.js';
import styles from './exports.module.css';

type ListColumn = Dto<'ExportColumnDto'>;

interface Choice {
  /** Those of the view, in its order. */
  shown: ListColumn[];
  /** What the list has besides. */
  more: ListColumn[];
  /** What goes into the file, in its order. */
  chosen: ListColumn[];
  toggle: (key: string) => void;
}

/** The columns of the view are chosen until somebody says otherwise; the others of the list follow them. */
export function useColumnChoice(list: Dto<'ExportListDto'>, keys: readonly string[]): Choice {
  const [changed, setChanged] = useState<readonly string[]>([]);
  const shown = keys.flatMap((key) => list.columns.filter((column) => column.key === key));
  const more = list.columns.filter(({ key }) => !keys.includes(key));
  return {
    ...{ shown, more },
    chosen: [...shown, ...more].filter(({ key }) => keys.includes(key) !== changed.includes(key)),
    toggle: (key) => setChanged(changed.includes(key) ? changed.filter((each) => each !== key) : [...changed, key]),
  };
}

/** Closed, as a rule nobody needs it. */
export const ColumnChoice = ({ shown, more, chosen, toggle }: Choice): ReactNode => {
  const isIn = (key: string): boolean => chosen.some((column) => column.key === key);
  const count = (columns: ListColumn[]): number => columns.filter(({ key }) => isIn(key)).length;
  const part = (label: string, columns: ListColumn[]): ReactNode =>
    columns.length > 0 && (
      <details className={styles.columns}>
        <summary>{label}</summary>
        <div role="group" aria-label={label}>
          {columns.map(({ key, title }) => (
            <Checkbox key={key} size="xs" label={title} checked={isIn(key)} onChange={() => toggle(key)} />
          ))}
        </div>
      </details>
    );
  return (
    <div id="export-columns" tabIndex={-1}>
      {part(exportSay('columns', { n: count(shown), of: shown.length }), shown)}
      {part(exportSay('columns.more', { n: count(more), of: more.length }), more)}
    </div>
  );
};
