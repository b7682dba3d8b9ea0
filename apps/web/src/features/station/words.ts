import { renderMessage, type LoanType, type Message, type ScanMode } from '@app/scan-engine';

export const MODE_WORDS: Record<ScanMode, string> = { out: 'Check out', in: 'Check in', look: 'Look up' };
export const LOAN_WORDS: Record<LoanType, string> = {
  'one-to-one': '1:1',
  daily: 'Loaner',
  long: 'Long',
  'in-school': 'In school',
  summer: 'Summer',
};

/** The engine's words for a message, as they stand in a sentence. */
export const wordsOf = (message: Message): string =>
  renderMessage(message, { locale: 'en', timeZone: 'UTC', today: '' });

/** The same for a button. Answers carry their own text; this is for the labels of quick answers. */
export function labelOf(message: Message | undefined): string | null {
  if (!message) return null;
  const words = wordsOf(message);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
