import { codeWords } from './code-words.js';
import type { Language, Wording } from './language.js';
import { said } from './language.js';
import { LIST_EXPORTED } from './logged-export.js';

const ACTIONS: Readonly<Record<string, Wording>> = {
  'person.viewed': ['Opened the page', 'Abrió la página'],
  'person.record-made': ['Handed out the record', 'Entregó el expediente'],
  'person.record-fetched': ['Fetched the record', 'Descargó el expediente'],
  'loans.viewed': ['Loans shown', 'Vio los préstamos'],
  'missing-cases.viewed': ['Missing cases shown', 'Vio los casos de extravío'],
  'guardian.viewed': ['Guardian contact shown', 'Vio el contacto de la familia'],
  'people.exported': ['Downloaded a file with names', 'Descargó un archivo con nombres'],
  'people.labels-printed': ['Printed labels with names', 'Imprimió etiquetas con nombres'],
  'list.exported': ['Exported a list', 'Exportó una lista'],
  'desk.person-looked-up': ['Looked up at a desk', 'Buscó en un mostrador'],
  'desk.person-of-other-site': ['Scanned at a desk of another site', 'Leyó en un mostrador de otra sede'],
};

/** What somebody did to a record; `loans.listed` → "Loans listed", for what has no words here. */
export function accessWords(action: string, language?: Language): string {
  const wording = ACTIONS[action] as Wording | undefined;
  return wording ? said(wording, language) : codeWords(action.replace('.', ' '));
}

const ONE = ['1 person', '1 persona'] as const satisfies Wording;
const ROW = ['1 row', '1 fila'] as const satisfies Wording;
const ROWS = ['rows', 'filas'] as const satisfies Wording;
const PEOPLE = ['people', 'personas'] as const satisfies Wording;

/** Of a look at one person or at many. Names are not in the log. */
export function accessCount(
  { action, personId, rowCount }: { action: string; personId: string | null; rowCount: number | null },
  language?: Language,
): string | null {
  if (personId) return said(ONE, language);
  if (rowCount === null) return null;
  const [one, many] = action === LIST_EXPORTED ? [ROW, ROWS] : [ONE, PEOPLE];
  return rowCount === 1 ? said(one, language) : `${rowCount.toLocaleString('en-US')} ${said(many, language)}`;
}
