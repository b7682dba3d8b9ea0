import type { CalendarDay } from '@app/kernel';
import { dayIn, isDay, weekdayOf } from '@app/kernel';
import type { DeviceState, Message } from './contract.js';
import type { MessageKey } from './words/en.js';
import { EN } from './words/en.js';
import type { Words } from './words/words.js';

export type { MessageKey } from './words/en.js';

/** Languages by BCP 47 code. Spanish is one more `Words<MessageKey>` here. */
const LANGUAGES: Readonly<Record<string, Words<MessageKey>>> = { en: EN };

export interface RenderOptions {
  /** An unknown one is English. */
  locale: string;
  timeZone: string;
  today: CalendarDay;
}

export type Value = string | number | null;

const PLACEHOLDER = /\{(\w+)(?::(\w+))?\}/g;
const OPTIONAL = /(\[[^\]]*\])/;
const NOTHING = '–';

/** The words of a message. A key that this build does not know comes back as it is. Never throws. */
export function renderMessage(message: Message, options: RenderOptions): string {
  const words = LANGUAGES[options.locale.slice(0, 2)] ?? EN;
  const template = isMessageKey(message.key) ? words.messages[message.key] : message.key;
  return template
    .split(OPTIONAL)
    .map((piece) => {
      if (!piece.startsWith('[')) return fill(piece, message, words, options);
      const complete = namesIn(piece).every((name) => (message.values[name] ?? null) !== null);
      return complete ? fill(piece.slice(1, -1), message, words, options) : '';
    })
    .join('');
}

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(EN.messages, key);

/** The values that the words of a key speak of, and those among them that they cannot do without. */
export function valuesOf(key: MessageKey): { all: readonly string[]; required: readonly string[] } {
  const known = needs.get(key);
  if (known) return known;
  const pieces = EN.messages[key].split(OPTIONAL);
  const made = {
    all: [...new Set(pieces.flatMap(namesIn))],
    required: [...new Set(pieces.filter((piece) => !piece.startsWith('[')).flatMap(namesIn))],
  };
  needs.set(key, made);
  return made;
}

const needs = new Map<MessageKey, { all: string[]; required: string[] }>();

const namesIn = (template: string): string[] => [...template.matchAll(PLACEHOLDER)].map((found) => found[1]);

function fill(template: string, message: Message, words: Words, options: RenderOptions): string {
  return template.replace(PLACEHOLDER, (_all, name: string, format?: string) => {
    const value = message.values[name] ?? null;
    return value === null ? NOTHING : (FORMATS[format ?? 'text'] ?? text)(value, words, options);
  });
}

type Format = (value: string | number, words: Words, options: RenderOptions) => string;

const text: Format = (value) => String(value);

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
  devices: (value, { devices }) => (Number(value) === 1 ? devices.one : devices.many.replace('#', String(value))),
  state: (value, words) => words.states[value as DeviceState] ?? String(value),
  verb: (value, words) => words.verbs[String(value)] ?? String(value),
};

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
