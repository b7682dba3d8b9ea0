import type { PermissionCode } from './permissions.js';
import { PERMISSIONS } from './permissions.js';

export interface BuiltInRole {
  readonly code: string;
  readonly label: string;
  readonly permissions: readonly PermissionCode[];
  /** A password alone gives no rights of this role, nor does a provider alone. */
  readonly secondFactor?: true;
}

/** The role without which nobody could manage accounts: one account keeps it for the whole district, always. */
export const IT_ADMIN = 'it-admin';

const EVERYBODY = ['device:read', 'site:read', 'model:read'] as const;
const STATION = ['scan:use', 'scan:undo-own'] as const;
const DESK = [
  ...STATION,
  'device:check-out',
  'device:check-in',
  'device:transfer-in-hand',
  'device:report-missing',
  'device:work-missing',
] as const;
/** Writing off and certifying need a second person, who is not the one that proposes. */
const SECOND_PERSON: readonly PermissionCode[] = ['device:write-off', 'lot:build', 'lot:certify'];

/**
 * The roles that every district starts with, as sets of permissions. *Where* a permission holds is not said here: each
 * grant names a site or the whole district. Cells that depend on more than a site (own classes, an open ticket, an
 * invoice) get the permission with the feature that can narrow them; until then they see that a student has the device.
 */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  {
    code: 'site-clerk',
    label: 'Site clerk',
    permissions: [
      ...EVERYBODY,
      ...DESK,
      'person:read',
      'person:edit',
      'person:contacts',
      'export:people',
      'label:print',
    ],
  },
  {
    code: 'site-admin',
    label: 'Site admin',
    permissions: [
      ...EVERYBODY,
      ...DESK,
      'scan:undo-any',
      'person:read',
      'person:edit',
      'person:contacts',
      'person:export-record',
      'disclosure:record',
      'export:people',
      'device:clear-hold',
      'device:propose-write-off',
      'view:share',
      'label:print',
      'notice:receive',
    ],
  },
  {
    code: 'student-helper',
    label: 'Student helper',
    permissions: ['site:read', ...STATION, 'loaner:lend'],
  },
  { code: 'til', label: 'TIL / teacher', permissions: [...EVERYBODY, 'device:report-missing'] },
  {
    code: 'technician',
    label: 'Technician',
    permissions: [
      ...EVERYBODY,
      ...DESK,
      'person:read',
      'person:edit',
      'device:change-state',
      'device:clear-hold',
      'view:share',
      'label:print',
    ],
  },
  {
    code: 'warehouse',
    label: 'Warehouse',
    permissions: [
      ...EVERYBODY,
      ...STATION,
      'device:transfer-in-hand',
      'device:report-missing',
      'lot:build',
      'label:print',
    ],
  },
  { code: 'purchasing', label: 'Purchasing', permissions: [...EVERYBODY, 'lot:certify'] },
  { code: 'finance', label: 'Finance', permissions: [...EVERYBODY, 'device:write-off'], secondFactor: true },
  {
    code: IT_ADMIN,
    label: 'IT admin',
    secondFactor: true,
    permissions: PERMISSIONS.map(({ code }) => code).filter((code) => !SECOND_PERSON.includes(code)),
  },
  {
    code: 'auditor',
    label: 'Auditor',
    permissions: [
      ...EVERYBODY,
      'role:read',
      'access-log:read',
      'admin-log:read',
      'ledger:verify',
      'export:pseudonyms',
      'system:read',
    ],
  },
];
