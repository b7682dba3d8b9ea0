import { dayText, isDay, WEEKDAYS } from './calendar-day.js';
import { codeWords } from './code-words.js';
import type { Language, Wording } from './language.js';
import { said } from './language.js';
import { formatCents } from './money.js';

/** What changed in a record: the fields that were logged, before and after. */
export interface LoggedChange {
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
}

/** One field of a record: what stood there, what stands there now. `null`: nothing. */
export interface Difference {
  field: string;
  from: string | null;
  to: string | null;
}

const KINDS: Record<string, string> = {
  account: 'User',
  import: 'Import',
  'role-rule': 'Rule for roles',
  'school-year': 'School year',
  'retention-run': 'Retention plan',
  provider: 'Sign-in provider',
  roster: 'Roster run',
  'roster-source': 'Source of rosters',
};
export const recordWords = (kind: string): string => KINDS[kind] ?? codeWords(kind);

/** What the record was called after the change, else before. `null`: the log does not say, as with people. */
export function subjectName({ before, after }: LoggedChange): string | null {
  const facts = { ...before, ...after };
  const named = [facts.displayName, facts.name, facts.label, facts.source].find((value) => typeof value === 'string');
  if (named === undefined) return null;
  return typeof facts.maker === 'string' ? `${facts.maker} ${named}` : named;
}

interface LoggedRecord extends LoggedChange {
  subjectKind: string;
  subjectId: string | null;
}

/** `Roster run Aeries`. Programs and calendars do not say whose they are: `siteName` does. */
export function recordName(change: LoggedRecord, siteName: (id: string) => string | undefined): string {
  const name = subjectName(change) ?? (change.subjectId ? siteName(change.subjectId) : undefined);
  return [recordWords(change.subjectKind), name].filter(Boolean).join(' ');
}

/** Says nothing to people: ids, counters, where a value came from, and what a record is part of. */
const SILENT = new Set([
  'id',
  'version',
  'siteId',
  'deviceId',
  'card',
  'schoolYear',
  'from',
  'today',
  'questionId',
  'source',
  'hoursFrom',
  'sample',
]);

/** Every field that is not the same before and after; a new record against nothing. */
export function differences({ before, after }: LoggedChange, codeOf: CodeOf): Difference[] {
  const [old, now] = [flat(before, codeOf), flat(after, codeOf)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, from: old.get(field) ?? null, to: now.get(field) ?? null }))
    .filter(({ from, to }) => from !== to);
}

const NOTHING: Wording = ['nothing', 'nada'];

/** "Name: Oak; Zone: East": what stood there, in one cell. */
export const oldText = (changes: readonly Difference[]): string | null =>
  inOneCell(changes.flatMap(({ field, from }) => (from === null ? [] : [`${field}: ${from}`])));

/** "Name: Elm; Zone: nothing": what stands there now. */
export const newText = (changes: readonly Difference[], language?: Language): string | null =>
  inOneCell(changes.map(({ field, to }) => `${field}: ${to ?? said(NOTHING, language)}`));

const inOneCell = (sides: readonly string[]): string | null => sides.join('; ') || null;

/** The code of a site by its id. */
type CodeOf = (siteId: string) => string;

function flat(record: LoggedChange['before'], codeOf: CodeOf): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(record ?? {})) {
    if (SILENT.has(name) || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    if (Array.isArray(value) && value.some(isRecord)) {
      for (const item of value.filter(isRecord)) found.set(itemName(item, codeOf), itemText(item, codeOf));
    } else found.set(fieldWords(name), textOf(name, value));
  }
  return found;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Entries of a list are known by their day, weekday, grade or role, not by their place. */
function itemName(item: Record<string, unknown>, codeOf: CodeOf): string {
  if (typeof item.on === 'string') return dayText(item.on);
  if (typeof item.weekday === 'number') return WEEKDAYS[item.weekday - 1] ?? 'A day';
  if (typeof item.grade === 'string') return `Grade ${item.grade}`;
  if (typeof item.orgId === 'string') return `Organization ${item.orgId}`;
  if (typeof item.role === 'string')
    return `${codeWords(item.role)} ${typeof item.siteId === 'string' ? `at ${codeOf(item.siteId)}` : 'everywhere'}`;
  return 'An entry';
}

/** The log does not keep the order of fields. */
const ORDER = [
  'kind',
  'opensAt',
  'closesAt',
  'limitOneToOne',
  'limitDaily',
  'limitLong',
  'limitInSchool',
  'limitSummer',
  'label',
];
const KEYS = new Set(['on', 'weekday', 'grade', 'role']);
const itemText = (item: Record<string, unknown>, codeOf: CodeOf): string => {
  if (typeof item.orgId === 'string') return orgText(item, codeOf);
  const parts = Object.entries(item)
    .filter(([name, value]) => !KEYS.has(name) && !SILENT.has(name) && value !== null)
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return parts.length === 0 ? 'yes' : parts.map(([name, value]) => partText(name, value)).join(', ');
};

/** What an organization of a roster was said to be. */
function orgText({ siteId, made, forget }: Record<string, unknown>, codeOf: CodeOf): string {
  if (forget === true) return 'asked again';
  return typeof siteId === 'string' ? codeOf(siteId) : `new site, ${String(made)}`;
}

const LIMITS: Record<string, string> = {
  limitOneToOne: '1:1',
  limitDaily: 'daily',
  limitLong: 'long',
  limitInSchool: 'in school',
  limitSummer: 'summer',
};
const partText = (name: string, value: unknown): string => {
  const limit = LIMITS[name] as string | undefined;
  return limit ? `${limit} ${textOf(name, value)}` : textOf(name, value);
};

const FIELDS: Record<string, string> = {
  active: 'Open',
  // Of a run of a roster: people by what became of them.
  create: 'New',
  change: 'Changed',
  withdraw: 'Withdrawn',
  ask: 'Asked about',
  refuse: 'Refused',
  approvedNumber: 'Approved number',
  displayName: 'Name',
  fields: 'Fields',
  fiscalYearStartMonth: 'First month of the fiscal year',
  ncesId: 'NCES number',
  supportEndsOn: 'Updates end',
  supportSource: 'Where that was read',
  cycleYears: 'Planned years in service',
  unitCostCents: 'Unit cost',
};

/** `timeZone` → "Time zone". */
const fieldWords = (name: string): string =>
  FIELDS[name] ?? codeWords(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

function textOf(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return name.endsWith('Cents') ? formatCents(value) : value.toLocaleString('en-US');
  if (Array.isArray(value)) return value.map((each) => textOf(name, each)).join(', ');
  if (typeof value === 'string') return isDay(value) ? dayText(value) : value;
  return JSON.stringify(value);
}
