import { formatCents, isDay } from '@app/kernel';
import type { Dto } from '../../../lib/api.js';
import { words } from '../../../lib/device-words.js';
import { WEEKDAYS } from '../../../lib/school-calendar.js';
import { dayText } from '../../../lib/time.js';

export type Entry = Dto<'AdminEntryDto'>;

/** One field of a record: what stood there, what stands there now. `null`: nothing. */
export interface Difference {
  field: string;
  from: string | null;
  to: string | null;
}

const ACTIONS: Record<string, string> = {
  'account.admin-created': 'Made an administrator',
  'account.card-issued': 'Issued a supervisor’s card',
  'account.card-withdrawn': 'Withdrew the supervisor’s card',
  'account.created': 'Added the account',
  'account.edited': 'Changed the account',
  'account.grants-set': 'Changed the roles',
  'account.grant-approved': 'Approved a role',
  'account.grant-declined': 'Declined a role',
  'account.identity-linked': 'Linked to a provider',
  'account.identity-unlinked': 'Unlinked from a provider',
  'account.password-set': 'Set a password',
  'account.second-factor-set': 'Set up the second factor',
  'account.second-factor-removed': 'Removed the second factor',
  'account.backup-codes-made': 'Made new backup codes',
  'account.email-set': 'Changed the e-mail address',
  'account.break-glass-set': 'Changed whether it is an emergency account',
  'account.break-glass-used': 'Signed in with an emergency account',
  'account.left': 'Ended the account of somebody who left',
  'account.leaver-kept': 'Kept the account of somebody who left: the last administrator',
  'account.returned': 'Opened the account of somebody who came back',
  'account.person-linked': 'Linked the account to the person of the roster',
  'account.grants-by-rule': 'Changed the roles by rule',
  'sign-in-policy.set': 'Changed who signs in with a password',
  'account.sessions-ended': 'Signed out everywhere',
  'calendar.replaced': 'Changed the calendar',
  'code-rules.replaced': 'Changed the rules for codes',
  'desk.overridden': 'Lifted a refusal by card',
  'import.run': 'Ran an import',
  'model.accessories-set': 'Changed the accessories',
  'model.decided': 'Recorded a decision',
  'policy.planned': 'Planned a change',
  'policy.taken-back': 'Took a planned change back',
  'programs.replaced': 'Changed the programs',
  'role-rule.created': 'Added a rule for roles',
  'role-rule.removed': 'Removed a rule for roles',
  'retention.planned': 'Planned who would be forgotten',
  'retention.approved': 'Approved that people are forgotten',
  'retention.cancelled': 'Stopped a plan to forget people',
  'retention.done': 'People were forgotten',
  'token.created': 'Made a token',
  'token.revoked': 'Revoked a token',
};
const VERBS: Record<string, string> = { created: 'Added', edited: 'Changed' };

/** `room.edited` → "Changed the room". */
export function actionWords(action: string): string {
  const [noun = '', verb = ''] = action.split('.');
  const known = VERBS[verb] as string | undefined;
  return ACTIONS[action] ?? (known ? `${known} the ${noun.replaceAll('-', ' ')}` : words(action.replace('.', ' ')));
}

const KINDS: Record<string, string> = {
  account: 'User',
  import: 'Import',
  'role-rule': 'Rule for roles',
  'school-year': 'School year',
  'retention-run': 'Retention plan',
};
export const kindWords = (kind: string): string => KINDS[kind] ?? words(kind);

/** What the record was called after the change, else before. `null`: the log does not say, as with people. */
export function subjectName({ before, after }: Entry): string | null {
  const facts = { ...before, ...after };
  const named = [facts.displayName, facts.name, facts.label].find((value) => typeof value === 'string');
  if (named === undefined) return null;
  return typeof facts.maker === 'string' ? `${facts.maker} ${named}` : named;
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
  'hoursFrom',
  'sample',
]);

/** Every field that is not the same before and after; a new record against nothing. */
export function differences({ before, after }: Pick<Entry, 'before' | 'after'>, codeOf: CodeOf): Difference[] {
  const [old, now] = [flat(before, codeOf), flat(after, codeOf)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, from: old.get(field) ?? null, to: now.get(field) ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** The code of a site by its id. */
type CodeOf = (siteId: string) => string;

function flat(record: Record<string, unknown> | null, codeOf: CodeOf): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(record ?? {})) {
    if (SILENT.has(name) || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    if (Array.isArray(value) && value.some(isRecord)) {
      for (const item of value.filter(isRecord)) found.set(itemName(item, codeOf), itemText(item));
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
  if (typeof item.role === 'string')
    return `${words(item.role)} ${typeof item.siteId === 'string' ? `at ${codeOf(item.siteId)}` : 'everywhere'}`;
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
const itemText = (item: Record<string, unknown>): string => {
  const parts = Object.entries(item)
    .filter(([name, value]) => !KEYS.has(name) && !SILENT.has(name) && value !== null)
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return parts.length === 0 ? 'yes' : parts.map(([name, value]) => partText(name, value)).join(', ');
};

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
  FIELDS[name] ?? words(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

function textOf(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return name.endsWith('Cents') ? formatCents(value) : value.toLocaleString('en-US');
  if (Array.isArray(value)) return value.map((each) => textOf(name, each)).join(', ');
  if (typeof value === 'string') return isDay(value) ? dayText(value) : value;
  return JSON.stringify(value);
}
