import type { Language, Wording } from './language.js';
import { said } from './language.js';

export const CLEARANCE_WORDS = {
  open: ['Owes device', 'Debe un dispositivo'],
  cleared: ['Clear', 'Sin pendientes'],
  excepted: ['Clear with exceptions', 'Sin pendientes, con excepciones'],
  cancelled: ['Cancelled', 'Anulado'],
} as const satisfies Record<string, Wording>;

interface Owed {
  owed: number;
  owedDevices: number;
}

const ACCESSORIES = ['Owes accessories', 'Debe accesorios'] as const satisfies Wording;
const OWES = ['Owes', 'Debe'] as const satisfies Wording;
const DEVICES = ['devices', 'dispositivos'] as const satisfies Wording;
const ITEMS = ['items', 'artículos'] as const satisfies Wording;
const OVERDUE = ['overdue', 'con retraso'] as const satisfies Wording;

/** What keeps it open. */
export function owedText({ owed, owedDevices }: Owed, language?: Language): string {
  if (owedDevices === 0) return said(ACCESSORIES, language);
  if (owed === 1) return said(CLEARANCE_WORDS.open, language);
  return `${said(OWES, language)} ${owed} ${said(owed === owedDevices ? DEVICES : ITEMS, language)}`;
}

interface Standing extends Owed {
  state: keyof typeof CLEARANCE_WORDS;
  overdue: boolean;
}

/** Clear, or what is still owed, and whether it is late. */
export function clearanceLabel({ state, overdue, ...owed }: Standing, language?: Language): string {
  const standing = state === 'open' ? owedText(owed, language) : said(CLEARANCE_WORDS[state], language);
  return overdue ? `${standing}, ${said(OVERDUE, language)}` : standing;
}

const RETURNED = ['{n} of {items}', '{n} de {items}'] as const satisfies Wording;

/** "1 of 2" */
export const returnedText = ({ owed, items }: { owed: number; items: number }, language?: Language): string =>
  said(RETURNED, language)
    .replace('{n}', String(items - owed))
    .replace('{items}', String(items));

const REASONS = {
  withdrawn: ['Left', 'Se fue'],
  moved: ['Moved to {site}', 'Se trasladó a {site}'],
} as const satisfies Record<string, Wording>;

/** Why somebody has to give back what they have: left the district, or for the site that is named so. */
export const clearanceReason = (reason: keyof typeof REASONS, site: string | undefined, language?: Language): string =>
  said(REASONS[reason], language).replace('{site}', site ?? '–');

/** Beside a due day that is the last day of a borrower who leaves: "12 Dec, by clearance". */
export const BY_CLEARANCE = ['by clearance', 'por liquidación'] as const satisfies Wording;
export const NO_DUE_DAY = ['No due date', 'Sin fecha de devolución'] as const satisfies Wording;
