import type { CalendarDay, DeviceState } from '@app/kernel';
import { dayIn, isDay, weekdayOf } from '@app/kernel';
import type { Message } from './contract.js';
import type { LoanType } from './context.js';
import { readCounts } from './loan-counts.js';
import type { MessageKey } from './words/en.js';
import { EN } from './words/en.js';
import { ES } from './words/es.js';
import type { Words } from './words/words.js';

export type { MessageKey } from './words/en.js';

/** By BCP 47 code. */
export const LANGUAGES: Readonly<Record<string, Words<MessageKey>>> = { en: EN, es: ES };

export interface RenderOptions {
  /** An unknown one is English. */
  locale: string;
  timeZone: string;
  today: CalendarDay;
}

export type Value = string | number | null;

const PLACEHOLDERS = /(\{\w+(?::\w+)?\})/;
const PLACEHOLDER = /^\{(\w+)(?::(\w+))?\}$/;
const OPTIONAL = /(\[[^\]]*\])/;
const NOTHING = '–';

/** The words of a message. A key that this build does not know comes back as it is. Never throws. */
export function renderMessage(message: Message, options: RenderOptions): string {
  const words = LANGUAGES[options.locale.slice(0, 2)] ?? EN;
  const pieces = isMessageKey(message.key) ? piecesOf(words.messages[message.key]) : readTemplate(message.key);
  let text = '';
  for (const { optional, names, parts } of pieces) {
    if (optional && names.some((name) => (message.values[name] ?? null) === null)) continue;
    for (const part of parts) text += typeof part === 'string' ? part : fill(part, message, words, options);
  }
  return text;
}

interface Placeholder {
  name: string;
  format: string;
}

/** What stands in `[…]`, or between two of them: texts and placeholders in turn. */
interface Piece {
  optional: boolean;
  names: readonly string[];
  parts: readonly (string | Placeholder)[];
}

const templates = new Map<string, readonly Piece[]>();

/** Each template of the languages is taken apart once. */
function piecesOf(template: string): readonly Piece[] {
  const known = templates.get(template) ?? readTemplate(template);
  templates.set(template, known);
  return known;
}

const readTemplate = (template: string): Piece[] =>
  template.split(OPTIONAL).map((piece) => {
    const optional = piece.startsWith('[');
    const text = optional ? piece.slice(1, -1) : piece;
    const parts = text.split(PLACEHOLDERS).map((part) => placeholderIn(part) ?? part);
    return { optional, names: parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name])), parts };
  });

function placeholderIn(text: string): Placeholder | null {
  const found = PLACEHOLDER.exec(text);
  return found && { name: found[1], format: found[2] ?? 'text' };
}

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(EN.messages, key);

/** The values that the words of a key speak of, and those among them that they cannot do without. */
export function valuesOf(key: MessageKey): { all: readonly string[]; required: readonly string[] } {
  const known = needs.get(key);
  if (known) return known;
  const pieces = piecesOf(EN.messages[key]);
  const made = {
    all: [...new Set(pieces.flatMap(({ names }) => names))],
    required: [...new Set(pieces.filter(({ optional }) => !optional).flatMap(({ names }) => names))],
  };
  needs.set(key, made);
  return made;
}

const needs = new Map<MessageKey, { all: string[]; required: string[] }>();

function fill({ name, format }: Placeholder, message: Message, words: Words, options: RenderOptions): string {
  const value = message.values[name] ?? null;
  return value === null ? NOTHING : (FORMATS[format] ?? text)(value, words, options);
}

type Format = (value: string | number, words: Words, options: RenderOptions) => string;

const text: Format = (value) => String(value);

const counted = (value: string | number, { one, many }: Words['devices']): string =>
  Number(value) === 1 ? one : many.replace('#', String(value));

const FORMATS: Readonly<Record<string, Format>> = {
  text,
  day: (value, words, { today }) => dayWords(String(value), words, today),
  monthOfDay: (value, words) => monthWords(String(value), words),
  month: (value, words, { timeZone }) => monthWords(dayOf(value, timeZone), words),
  time: (value, words, { timeZone }) => timeWords(value, words, timeZone),
  moment: (value, words, options) => {
    const day = dayOf(value, options.timeZone);
    return day === options.today ? timeWords(value, words, options.timeZone) : dayWords(day, words, options.today);
  },
  ago: (value, words) => agoWords(Number(value), words),
  devices: (value, { devices }) => counted(value, devices),
  schoolDays: (value, { schoolDays }) => counted(value, schoolDays),
  state: (value, words) => words.states[value as DeviceState] ?? String(value),
  kind: (value, { loans }) => loans[value as LoanType]?.one ?? String(value),
  kinds: (value, { loans }) => loans[value as LoanType]?.many ?? String(value),
  counts: (value, words) => countWords(String(value), words),
  verb: (value, words) => words.verbs[String(value)] ?? String(value),
};

/** "has 0 of 1" where nothing but 1:1 is meant, else each kind by its name. */
function countWords(value: string, { loans, counts }: Words): string {
  const read = readCounts(value);
  const only = read.length === 1 && read[0].type === 'one-to-one';
  return read
    .map(({ type, n, limit }) => {
      const { one, many } = loans[type] ?? { one: type, many: type };
      const template = limit > 0 ? (only ? counts.only : counts.of) : n > 0 ? counts.beyond : counts.none;
      return template
        .replace('{kind}', template === counts.none ? one : many)
        .replace('{n}', String(n))
        .replace('{limit}', String(limit));
    })
    .join(' · ');
}

/** `Fri 12 Jun` in the year of `today`, `12 Jun 2027` in another. */
function dayWords(day: string, { weekdays, months }: Words, today: CalendarDay): string {
  if (!isDay(day)) return day;
  const [year, month, date] = day.split('-').map(Number);
  const short = `${date} ${months[month - 1]}`;
  return day.slice(0, 4) === today.slice(0, 4) ? `${weekdays[weekdayOf(day) % 7]} ${short}` : `${short} ${year}`;
}

function monthWords(day: string, { months }: Words): string {
  return isDay(day) ? `${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}` : day;
}

function agoWords(seconds: number, { ago }: Words): string {
  if (seconds < 60) return ago.seconds.replace('#', String(Math.floor(seconds)));
  if (seconds < 3_600) return ago.minutes.replace('#', String(Math.floor(seconds / 60)));
  if (seconds < 86_400) return ago.hours.replace('#', String(Math.floor(seconds / 3_600)));
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? ago.day : ago.days.replace('#', String(days));
}

/** The day of an instant; what is no instant stays as it is. */
function dayOf(value: string | number, timeZone: string): string {
  try {
    return dayIn(timeZone, String(value));
  } catch {
    return String(value);
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function timeWords(value: string | number, { clock }: Words, timeZone: string): string {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return String(value);
  try {
    const format =
      clocks.get(timeZone) ??
      new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(timeZone, format);
    const time = format.format(at);
    if (clock === 24) return time;
    const hour = Number(time.slice(0, 2));
    return `${hour % 12 || 12}${time.slice(2)} ${hour < 12 ? 'AM' : 'PM'}`;
  } catch {
    return at.toISOString();
  }
}
