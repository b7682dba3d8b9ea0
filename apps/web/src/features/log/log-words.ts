import { accessWords, isDay } from '@app/kernel';
import type { Dto } from '../../lib/api.js';
import { words } from '../../lib/device-words.js';
import { dayText } from '../../lib/time.js';

export type Entry = Dto<'LogEntryDto'>;

/** One fact of a record: what stood there, what stands there now. */
export interface Fact {
  field: string;
  from: string | null;
  to: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `account.grants-set` → "Account grants set"; a look at a person in its own words. */
export const actionText = ({ source, action }: Pick<Entry, 'source' | 'action'>): string =>
  source === 'access' ? accessWords(action) : words(action.replaceAll('.', ' ').replaceAll('-', ' '));

/** `home_site_id`, `homeSiteId` → "Home site". */
export const fieldText = (name: string): string =>
  words(
    name
      .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      .replace(/_(id|ids)$/, '')
      .replaceAll('_', ' '),
  );

/** Sites by their codes; of other records the beginning of the id, since the log keeps no names of people. */
export function valueText(value: unknown, codeOf: (siteId: string) => string | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string')
    return UUID.test(value) ? (codeOf(value) ?? `${value.slice(0, 8)}…`) : isDay(value) ? dayText(value) : value;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((each) => valueText(each, codeOf)).join(', ');
  return Object.entries(value)
    .map(([name, each]) => `${fieldText(name)} ${valueText(each, codeOf) ?? 'nothing'}`)
    .join(', ');
}

/** Said elsewhere in the line, or of no use to a reader. */
const HIDDEN = ['version', 'stationId'];

/** What differs; for an entry that only adds facts, those. */
export function factsOf(
  { before, after }: Pick<Entry, 'before' | 'after'>,
  codeOf: (id: string) => string | undefined,
): Fact[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .filter((name) => !HIDDEN.includes(name))
    .map((name) => ({
      field: fieldText(name),
      from: valueText(before?.[name], codeOf),
      to: valueText(after?.[name], codeOf),
    }))
    .filter(({ from, to }) => from !== to);
}

const FOLDERS: Record<string, string> = {
  device: '/devices',
  person: '/people',
  account: '/admin/users',
  site: '/admin/sites',
  model: '/models',
  import: '/imports',
};
const PAGES: Record<string, string> = {
  policy: '/admin/policies',
  'retention-run': '/admin/retention',
  role: '/admin/roles',
  token: '/admin/tokens',
  station: '/admin/stations',
  district: '/admin/district',
};

/** The page of the record; what has none is not a link. */
export function subjectHref({ subjectKind, subjectId, after }: Entry): string | null {
  if (subjectKind === 'override' && typeof after?.deviceId === 'string') return `${FOLDERS.device}/${after.deviceId}`;
  const folder = FOLDERS[subjectKind] as string | undefined;
  if (folder && subjectId) return `${folder}/${subjectId}`;
  return PAGES[subjectKind] ?? null;
}

/** The tag of a device, the name of what administrators keep; never that of a person. */
export function subjectText({ subjectKind, subjectLabel, before, after }: Entry): string {
  if (subjectLabel) return subjectLabel;
  const facts = { ...before, ...after };
  const name = [facts.name, facts.label, facts.displayName].find((value) => typeof value === 'string');
  return name && subjectKind !== 'person' ? `${words(subjectKind)} ${name}` : words(subjectKind);
}
