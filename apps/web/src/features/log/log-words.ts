import type { Dto } from '../../lib/api.js';

export type Entry = Dto<'LogEntryDto'>;

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
