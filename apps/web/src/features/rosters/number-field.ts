import type { Dto } from '../../lib/api.js';
import { wordsIn, type Values, type Wording } from '../../lib/language.js';
import type { Source } from './roster-queries.js';
import { count } from './roster-words.js';

const WORDS = {
  guess: ['The next file tells', 'Lo dirá el próximo archivo'],
  'guess.long': [
    'Found out from the next file, by the numbers that are here',
    'Se averigua con el próximo archivo, por los números que hay aquí',
  ],
  why: [
    '{matched} of {of} students of the file are here by it',
    '{matched} de {of} estudiantes del archivo están aquí por él',
  ],
  'why.none': [
    'nobody of the file was here by it; {filled} of {of} have one',
    'nadie del archivo estaba aquí por él; {filled} de {of} tienen uno',
  ],
  userId: ['userId of type {type}', 'userId de tipo {type}'],
} as const satisfies Record<string, Wording>;
const say = (key: keyof typeof WORDS, values?: Values): string => wordsIn(WORDS[key], values);

/** The fields that every dialect has; types of user id come with the first file. */
export const NUMBER_FIELDS = ['identifier', 'sourcedId', 'username'] as const;

export const fieldText = (field: string): string =>
  field.startsWith('userId:') ? say('userId', { type: field.slice(7) }) : field;

export const whyText = ({ matched, filled, of }: Dto<'NumberCandidateDto'>): string =>
  matched > 0
    ? say('why', { matched: count(matched), of: count(of) })
    : say('why.none', { filled: count(filled), of: count(of) });

/** Which field is the number here, and why. */
export function numberText({ numberField, numberWhy }: Source): string {
  if (numberField === null) return say('guess');
  const why = numberWhy?.find(({ field }) => field === numberField);
  return why ? `${fieldText(numberField)}: ${whyText(why)}` : fieldText(numberField);
}

/** The choices of the settings: nobody says, what the files have, what is set. */
export function numberChoices({ numberField, numberWhy }: Pick<Source, 'numberField' | 'numberWhy'>): {
  value: string;
  label: string;
}[] {
  const fields = new Set([...(numberWhy ?? []).map(({ field }) => field), ...NUMBER_FIELDS]);
  if (numberField) fields.add(numberField);
  return [{ value: '', label: say('guess.long') }, ...[...fields].map((value) => ({ value, label: fieldText(value) }))];
}
