import type { ErrorDetails } from '@app/kernel';
import { DomainError } from '@app/kernel';

export type TableFault =
  | 'empty'
  | 'binary'
  | 'workbook'
  | 'damaged-text'
  | 'no-header'
  | 'too-many-columns'
  | 'forbidden-header'
  | 'record-too-long'
  | 'unclosed-quote';

const SENTENCES: Record<TableFault, string> = {
  empty: 'The file is empty',
  binary: 'The file is not text: export it as CSV',
  workbook: 'The file is a workbook: save it as CSV (UTF-8) and try again',
  'damaged-text': 'The file mixes two encodings, so its accents cannot be read: save it as CSV (UTF-8) and try again',
  'no-header': 'The first line must name the columns',
  'too-many-columns': 'The file has too many columns',
  'forbidden-header': 'A column has a name that is not allowed',
  'record-too-long': 'A record is too long; a quotation mark may be missing',
  'unclosed-quote': 'A quotation mark is opened and never closed',
};

/** The whole file is refused; nothing of it was read. Details: `line`, `position`, `limit` where they help. */
export class TableRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code: string;
  constructor(fault: TableFault, details: ErrorDetails = {}) {
    super(SENTENCES[fault], details);
    this.code = `table.${fault}`;
  }
}
