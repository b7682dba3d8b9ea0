import { useEffect, useRef, type ReactNode } from 'react';
import styles from './card-rows.module.css';

/** Tables whose rows are cards on a phone, where each cell says of which column it is: the words are those of the head. */
export function CardRows({ children }: { children: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const table of box.current?.querySelectorAll('table') ?? []) {
      const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map(({ textContent }) => textContent);
      for (const row of [...table.tBodies].flatMap(({ rows }) => [...rows]))
        for (const cell of row.querySelectorAll('td')) cell.dataset.label = heads[cell.cellIndex] ?? '';
    }
  });
  return (
    <div ref={box} className={styles.cards}>
      {children}
    </div>
  );
}
