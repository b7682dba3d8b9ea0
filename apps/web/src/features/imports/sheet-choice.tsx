import { Radio } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './imports.module.css';

interface SheetChoiceProps {
  sheets: readonly string[];
  sheet: string;
  onSheet: (sheet: string) => void;
}

/** Appears when the file turns out to have several sheets, and takes the focus: the form goes on there. */
export function SheetChoice({ sheets, sheet, onSheet }: SheetChoiceProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), [sheets]);
  return (
    <div ref={box}>
      <Radio.Group
        name="sheet"
        label={`The workbook has ${sheets.length} sheets. Which one is to be read?`}
        description="Each is an import of its own."
        value={sheet}
        onChange={onSheet}
      >
        <div className={styles.kinds}>
          {sheets.map((name) => (
            <Radio key={name} value={name} label={name} />
          ))}
        </div>
      </Radio.Group>
    </div>
  );
}
