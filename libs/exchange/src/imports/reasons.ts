import type { DeviceState, Language } from '@app/kernel';
import { PLAUSIBLE_YEARS, STATE_WORDS } from '@app/kernel';
import type { CellProblem } from '@app/platform';
import { SPANISH } from './reason-words.es.js';
import type { ReasonWords } from './reason-words.js';
import { ENGLISH } from './reason-words.js';

/** A refusal in words: why, and what to do about it. */
export interface Reason {
  reason: string;
  fix: string;
}

export const REASON_WORDS: Readonly<Record<Language, ReasonWords>> = { en: ENGLISH, es: SPANISH };

/** Every code that a plan may hold, for the test that holds the lists against each other. */
export const REASON_CODES: readonly string[] = Object.keys(ENGLISH);

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** What is known about a problem beside its code decides between two wordings. */
function keyOf({ code, tag, serial, held }: CellProblem): string {
  if (code === 'serial-of-other' && !text(tag)) return 'serial-of-other.untagged';
  if (code === 'tag-of-other' && text(serial)) return 'tag-of-other.serial';
  return code === 'state-not-by-file' && held === true ? 'state-not-by-file.held' : code;
}

/** What else a code may belong to. */
const RECORD_WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { person: 'person', room: 'room', cart: 'cart' },
  es: { person: 'una persona', room: 'un aula', cart: 'un carro' },
};

function valueOf(problem: CellProblem, name: string, language: Language): string {
  const [first, second] = Array.isArray(problem.lines) ? (problem.lines as number[]) : [];
  if (name === 'first') return text(first);
  if (name === 'second') return text(second);
  if (name === 'state') return STATE_WORDS[language][problem.state as DeviceState] ?? text(problem.state);
  if (name === 'record') return RECORD_WORDS[language][text(problem.record)] ?? text(problem.record);
  if (name === 'years') return PLAUSIBLE_YEARS.join('–');
  const value = problem[name];
  return Array.isArray(value) ? value.join(', ') : text(value);
}

export function reasonOf(problem: CellProblem, language: Language = 'en'): Reason {
  const words = REASON_WORDS[language];
  const said = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => valueOf(problem, name, language));
  const [reason, fix] = words[keyOf(problem)] ?? words.unknown;
  return { reason: said(reason), fix: said(fix) };
}

/** `Line 4`: of the file as it came in. */
export const lineWord = (line: number, language: Language): string => `${language === 'es' ? 'Línea' : 'Line'} ${line}`;

/** `Serial "5CD1" stands on line 2 and again on line 4; …. Keep one of the two lines.` */
export function sentenceOf(problem: CellProblem, label: string | null, language: Language = 'en'): string {
  const { reason, fix } = reasonOf(problem, language);
  const what = [label, problem.value === null ? null : `“${problem.value}”`].filter((part) => part !== null).join(' ');
  return `${what === '' ? '' : `${what} `}${reason}. ${fix}.`;
}
