import type { ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import { hiddenInWords, mergedInWords } from './import-words.js';
import styles from './imports.module.css';

/** What of a workbook somebody may not have in sight. */
export const SheetNotes = ({ sheet: { hiddenRows, mergedCells } }: { sheet: Dto<'ImportSheetDto'> }): ReactNode => (
  <>
    {hiddenRows > 0 && <p className={styles.help}>{hiddenInWords(hiddenRows)}</p>}
    {mergedCells > 0 && <p className={styles.help}>{mergedInWords(mergedCells)}</p>}
  </>
);
