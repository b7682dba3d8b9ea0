import type { ErrorDetails } from '@app/kernel';
import { DomainError } from '@app/kernel';

export type TableFault =
  | 'empty'
  | 'binary'
  | 'workbook'
  | 'workbook-damaged'
  | 'workbook-too-big'
  | 'no-such-sheet'
  | 'which-sheet'
  | 'damaged-text'
  | 'no-header'
  | 'too-many-columns'
  | 'forbidden-header'
  | 'record-too-long'
  | 'unclosed-quote';

const SENTENCES: Record<TableFault, string> = {
  empty: 'The file is empty',
  binary: 'The file is not text: export it as CSV',
  workbook:
    'The file is no workbook that can be read (an old one, of another kind, or with a password): save it as XLSX or CSV (UTF-8) and try again',
  'workbook-damaged': 'The workbook is damaged: open it in a spreadsheet program, save it as XLSX and try again',
  'workbook-too-big': 'The workbook has more text than can be read: save the sheet as CSV (UTF-8) and try again',
  'no-such-sheet': 'The workbook has no sheet of that name',
  'which-sheet': 'The workbook has several sheets: say which one is to be read',
  'damaged-text': 'The file mixes two encodings, so its accents cannot be read: save it as CSV (UTF-8) and try again',
  'no-header': 'The first line must name the columns',
  'too-many-columns': 'The file has too many columns',
  'forbidden-header': 'A column has a name that is not allowed',
  'record-too-long': 'A record is too long; a quotation mark may be missing',
  'unclosed-quote': 'A quotation mark is opened and never closed',
};

/** One such character is found by nobody without its line. */
const NUL = 'A character that no text has (NUL) stands in it: remove it, or export the file as CSV again';

/** The whole file is refused; nothing of it was read. Details: `line`, `position`, `limit`, `sheets` where they help. */
export class TableRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code: string;
  constructor(fault: TableFault, details: ErrorDetails = {}) {
    const at = details.line === undefined ? '' : ` (line ${details.line as number})`;
    super(`${fault === 'binary' && at ? NUL : SENTENCES[fault]}${at}`, details);
    this.code = `table.${fault}`;
  }
}
