import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import { fileSize } from '../../lib/file-size.js';
import { language, LOCALES } from '../../lib/language.js';
import { exportSay } from './export-words.js';

export interface PdfLength {
  rows: number;
  pages: number;
  bytes: number;
  /** Nobody counted to the end. */
  atLeast: boolean;
}

/** How long the PDF would be, where that is why nothing was made. */
export function longOf(error: unknown): PdfLength | null {
  const { code, details } = problemOf(error);
  return code === 'export.long-pdf' ? (details as unknown as PdfLength) : null;
}

/** A stack of paper that few want: what it comes to, and that it is wanted all the same. */
export function LongPdf({ length, onMake }: { length: PdfLength; onMake: () => void }): ReactNode {
  const { rows, pages, bytes, atLeast } = length;
  const shown = (n: number): string => n.toLocaleString(LOCALES[language()]);
  const values = { rows: shown(rows), pages: shown(pages), size: fileSize(bytes) };
  return (
    <div role="alert">
      <p>
        {exportSay(atLeast ? 'long.more' : 'long.about', values)}{' '}
        {exportSay('long.sheets', { sheets: shown(Math.ceil(pages / 2)) })}
      </p>
      <Button variant="default" size="compact-sm" mt={8} onClick={onMake}>
        {exportSay('long.anyway')}
      </Button>
    </div>
  );
}
