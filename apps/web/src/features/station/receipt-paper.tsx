import type { ReactNode } from 'react';
import type { Language } from '@app/kernel';
import { language, LOCALES, wordsIn, type Values } from '../../lib/language.js';
import type { StationSettings } from '../../lib/station-store.js';
import { dayText, exactTime } from '../../lib/time.js';
import { printPaper } from './print-frame.js';
import type { Receipt, ReceiptLine } from './receipt.js';
import { RECEIPT_WORDS } from './receipt-words.js';
import { labelOf } from './words.js';

/** Where and by whom. */
export interface Place {
  district: string;
  site: string;
  desk: string;
  staff: string;
  at: string;
  timeZone: string;
}

interface PaperProps {
  receipt: Receipt;
  place: Place;
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('');

/** In the language of the person, when it is known and ours. */
export function ReceiptPaper({ receipt, place }: PaperProps): ReactNode {
  const spoken = receipt.language ?? language();
  const say = (key: keyof typeof RECEIPT_WORDS, values?: Values): string => wordsIn(RECEIPT_WORDS[key], values, spoken);
  return (
    <article lang={spoken} data-testid="receipt">
      <h1>{place.district}</h1>
      <p>
        {place.site} · {place.desk} · {exactTime(place.at, place.timeZone, LOCALES[spoken])}
      </p>
      <p>
        <strong>{say(receipt.mode)}</strong>
        {receipt.name && ` · ${receipt.name}`}
        {receipt.numberEnd && ` · …${receipt.numberEnd}`}
      </p>
      <ul>
        {receipt.lines.map((line) => (
          <li key={line.tag}>
            <span className="code">{line.tag}</span> {line.modelName}
            <br />
            {factsOf(line, receipt.mode, spoken, say).join(' · ')}
          </li>
        ))}
      </ul>
      {receipt.mode === 'out' && <p>{say('agree')}</p>}
      <p>{say('by', { initials: initials(place.staff) })}</p>
      <p className="sign">{say('signature')}</p>
    </article>
  );
}

function factsOf(
  { serialEnd, condition, dueOn, also, findings }: ReceiptLine,
  mode: Receipt['mode'],
  spoken: Language,
  say: (key: keyof typeof RECEIPT_WORDS, values?: Values) => string,
): string[] {
  return [
    serialEnd && say('serial', { end: serialEnd }),
    condition && say('condition', { condition }),
    mode === 'out' && dueOn && say('due', { day: dayText(dueOn, LOCALES[spoken]) }),
    also && say('also', { what: also }),
    ...findings.map((finding) => (typeof finding === 'string' ? finding : labelOf(finding, spoken))),
  ].filter((fact): fact is string => typeof fact === 'string' && fact !== '');
}

/** @returns whether the browser took it; the focus is the field's again afterwards */
export const printReceipt = (
  receipt: Receipt,
  place: Place,
  paper: StationSettings['paper'],
  done: () => void,
): Promise<boolean> =>
  printPaper(<ReceiptPaper receipt={receipt} place={place} />, paper, done).then(
    () => true,
    () => false,
  );
