import type { Dto } from '../../../lib/api.js';
import { words } from '../../../lib/device-words.js';

type Permission = Dto<'PermissionDto'>;

const NOUNS: Record<string, string> = {
  device: 'Devices',
  person: 'People',
  scan: 'Scan station',
  site: 'Sites',
  model: 'Models',
  account: 'Users',
  role: 'Roles',
  token: 'Tokens',
  policy: 'Policies',
  import: 'Imports',
  export: 'Exports',
  job: 'Jobs',
  notice: 'Notices',
  lot: 'eWaste lots',
};

const nounOf = (code: string): string => code.split(':')[0];

/** Permissions under what they are about, in the order of the list. */
export function permissionGroups(permissions: readonly Permission[]): { label: string; permissions: Permission[] }[] {
  const groups = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const noun = nounOf(permission.code);
    groups.set(noun, [...(groups.get(noun) ?? []), permission]);
  }
  return [...groups].map(([noun, of]) => ({ label: NOUNS[noun] ?? words(noun), permissions: of }));
}
