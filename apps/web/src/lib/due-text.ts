import { BY_CLEARANCE, NO_DUE_DAY } from '@app/kernel';
import type { Dto } from './api.js';
import { language, LOCALES, wordsIn } from './language.js';
import { dayText } from './time.js';

/** Until when a device is lent; a last day that the borrower's clearance says stands there as such. */
export function dueText({ dueOn, dueByClearance }: Pick<Dto<'LoanDto'>, 'dueOn' | 'dueByClearance'>): string {
  if (dueOn === null) return wordsIn(NO_DUE_DAY);
  const day = dayText(dueOn, LOCALES[language()]);
  return dueByClearance ? `${day}, ${wordsIn(BY_CLEARANCE)}` : day;
}
