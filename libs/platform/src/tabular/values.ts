import {
  dayIn,
  isGrade,
  isPlausibleDay,
  isReserved,
  isScannable,
  languageTagOf,
  parseCents,
  parseDay,
} from '@app/kernel';
import type { DateOrder, FieldSpec, Reading, ReadOptions } from './field.js';
import { fits, hasControl, hasControlButLines, hasInvisible, isBlank, unturned } from '../http/text-rules.js';

/** What a spreadsheet makes of a long number: `1.23457E+15`. The digits are lost. */
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?[eE]\+\d+$/;
/** What a formula shows that came to nothing. */
const FORMULA_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$/;
const DAMAGED = /[\ufffd\p{Cs}]/u;
const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** The value of one cell. Blank is `null`: the importer leaves the field alone. Pure. */
export function readValue(spec: FieldSpec, raw: string, options: ReadOptions): Reading {
  if (raw === '') return { value: null };
  const text = raw.trim();
  if (isBlank(text)) return hasControl(text) ? { problem: 'control-character' } : { value: null };
  if (DAMAGED.test(text)) return { problem: 'damaged-character' };
  if (text[0] === '#' && FORMULA_ERROR.test(text)) return { problem: 'formula-error' };
  if (spec.kind === 'notes' ? hasControlButLines(text) : hasControl(text)) return { problem: 'control-character' };
  switch (spec.kind) {
    case 'code':
      return readCode(padded(text, options.pad?.[spec.code]), spec.max ?? 64);
    case 'identifier':
      return readIdentifier(padded(text, options.pad?.[spec.code]), spec.max ?? 64);
    case 'text':
    case 'notes':
      return within(unturned(text).trim(), spec.max ?? 200);
    case 'email':
      return text.length <= 254 && EMAIL.test(text) ? { value: text } : { problem: 'not-an-email' };
    case 'day':
      return readDay(text, options);
    case 'cents':
      return readCents(text);
    case 'choice':
      return readChoice(text, spec);
    case 'grade':
      return readGrade(text, spec.max ?? 12);
    case 'language':
      return readLanguage(text);
  }
}

const padded = (text: string, digits: number | undefined): string =>
  digits !== undefined && /^\d+$/.test(text) ? text.padStart(digits, '0') : text;

const within = (text: string, max: number): Reading =>
  fits(text, max) ? { value: text } : { problem: 'too-long', max };

function readCode(text: string, max: number): Reading {
  if (SCIENTIFIC.test(text)) return { problem: 'scientific-notation' };
  if (hasInvisible(text)) return { problem: 'invisible-character' };
  return within(text, max);
}

function readIdentifier(text: string, max: number): Reading {
  const code = readCode(text, max);
  if ('problem' in code || isScannable(text)) return code;
  return { problem: isReserved(text) ? 'reserved-code' : 'not-scannable' };
}

function readGrade(text: string, max: number): Reading {
  const code = readCode(text, max);
  return 'problem' in code || isGrade(text) ? code : { problem: 'not-a-grade' };
}

function readLanguage(text: string): Reading {
  const value = languageTagOf(text);
  return value === null || value.length > 35 ? { problem: 'not-a-language' } : { value };
}

function readCents(text: string): Reading {
  const cents = parseCents(text);
  return cents === null ? { problem: 'not-money' } : { value: String(cents) };
}

function readChoice(text: string, spec: FieldSpec): Reading {
  const choices = spec.choices ?? {};
  const word = foldWord(text);
  const known = Object.hasOwn(choices, word) ? choices[word] : spec.otherwise;
  return known === undefined
    ? { problem: 'not-a-choice', allowed: [...new Set(Object.values(choices))] }
    : { value: known };
}

/** Case, accents of form, and what stands between words do not matter: `In-Stock` is `in stock`. */
export const foldWord = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?$/;
const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?$/;
const EPOCH_MS = /^\d{12,13}$/;

/** A day: ISO with or without a time, `M/D/YY`, `M/D/YYYY` (or day first, as the file says), milliseconds since 1970. */
export function readDay(text: string, { dateOrder, timeZone }: ReadOptions): Reading {
  if (parseDay(text)) return checked(text.trim());
  const slashed = SLASHED.exec(text);
  if (slashed) return readSlashed(slashed, dateOrder);
  const iso = ISO_INSTANT.exec(text);
  if (iso) return dayOfInstant(iso, timeZone);
  if (EPOCH_MS.test(text)) return checked(dayIn(timeZone, new Date(Number(text))));
  return { problem: 'not-a-day' };
}

function readSlashed([, first, second, year]: RegExpExecArray, order: DateOrder): Reading {
  const [a, b] = [Number(first), Number(second)];
  if (order === null && a !== b && a <= 12 && b <= 12) return { problem: 'ambiguous-day' };
  const monthFirst = order === 'month-first' || (order === null && a <= 12);
  return checked(`${fullYear(year)}-${two(monthFirst ? a : b)}-${two(monthFirst ? b : a)}`);
}

/** Midnight UTC is how many systems write a day without a time; any other instant falls on a day of the district. */
function dayOfInstant([, day, time, zone]: RegExpExecArray, timeZone: string): Reading {
  if (!zone || /^00:00(?::00(?:\.0+)?)?$/.test(time)) return checked(day);
  const instant = new Date(`${day}T${time}${zone}`);
  return Number.isNaN(instant.getTime()) ? { problem: 'not-a-day' } : checked(dayIn(timeZone, instant));
}

/** Two digits: 1980 to 2079. */
const fullYear = (year: string): string => (year.length === 4 ? year : Number(year) < 80 ? `20${year}` : `19${year}`);
const two = (part: number): string => String(part).padStart(2, '0');

function checked(day: string): Reading {
  const known = parseDay(day);
  if (!known) return { problem: 'not-a-day' };
  return isPlausibleDay(known) ? { value: known } : { problem: 'implausible-day' };
}

/** What the slashed dates of a column tell about their order. */
export interface OrderEvidence {
  monthFirst: number;
  dayFirst: number;
  open: number;
}

/** Adds one cell to the evidence: only a part over 12 decides. */
export function weighOrder(evidence: OrderEvidence, text: string): void {
  const parts = SLASHED.exec(text.trim());
  if (!parts) return;
  const [a, b] = [Number(parts[1]), Number(parts[2])];
  if (a > 12 && b <= 12) evidence.dayFirst += 1;
  else if (b > 12 && a <= 12) evidence.monthFirst += 1;
  else if (a !== b) evidence.open += 1;
}

/** `null`: the file itself does not tell. A file without such dates is month first, as the country writes. */
export function orderFrom({ monthFirst, dayFirst, open }: OrderEvidence): DateOrder {
  if (monthFirst > 0 && dayFirst > 0) return null;
  if (dayFirst > 0) return 'day-first';
  return monthFirst > 0 || open === 0 ? 'month-first' : null;
}
