import { BUILT_IN_ROLES } from './built-in-roles.js';
import { PERMISSIONS } from './permissions.js';

/** The cells of the role matrix that are permissions today, in the order of its columns. `x`: holds, `-`: does not. */
const COLUMNS = [
  'site-clerk',
  'site-admin',
  'student-helper',
  'til',
  'technician',
  'warehouse',
  'purchasing',
  'finance',
  'it-admin',
  'auditor',
];
const MATRIX: readonly [permission: string, cells: string][] = [
  // Look up device
  ['device:read', 'x x - x x x x x x x'],
  ['site:read', 'x x x x x x x x x x'],
  ['model:read', 'x x - x x x x x x x'],
  // See student name on loan
  ['person:read', 'x x - - x - - - x -'],
  // Check out / in
  ['device:check-out', 'x x - - x - - - x -'],
  ['device:check-in', 'x x - - x - - - x -'],
  ['loaner:lend', '- - x - - - - - x -'],
  ['scan:use', 'x x x - x x - - x -'],
  // Undo own session / same-day correction
  ['scan:undo-own', 'x x x - x x - - x -'],
  ['scan:undo-any', '- x - - - - - - x -'],
  // In-hand transfer receive
  ['device:transfer-in-hand', 'x x - - x x - - x -'],
  // Create temporary student
  ['person:edit', 'x x - - x - - - x -'],
  // Contacts: whoever calls a family from the office
  ['person:contacts', 'x x - - - - - - x -'],
  // Inspect, amend (34 CFR 99.10, 99.20) and who was told (99.32): the school answers its families
  ['person:export-record', '- x - - - - - - x -'],
  ['disclosure:record', '- x - - - - - - x -'],
  // Of the whole district, by two persons
  ['retention:run', '- - - - - - - - x -'],
  // Create/import assets, edit serial/tag; merge duplicates, retire label
  ['device:register', '- - - - - - - - x -'],
  ['device:edit', '- - - - - - - - x -'],
  ['device:merge', '- - - - - - - - x -'],
  ['import:run', '- - - - - - - - x -'],
  ['roster:run', '- - - - - - - - x -'],
  ['roster:approve', '- - - - - - - - x -'],
  ['job:read', '- - - - - - - - x -'],
  // Report missing / stolen
  ['device:report-missing', 'x x - x x x - - x -'],
  ['device:work-missing', 'x x - - x - - - x -'],
  // Write off Lost: the one who proposes
  ['device:propose-write-off', '- x - - - - - - x -'],
  // Write off Lost: the one who approves
  ['device:write-off', '- - - - - - - x - -'],
  // Share a view of a list with a site
  ['view:share', '- x - - x - - - x -'],
  // Print labels
  ['label:print', 'x x - - x x - - x -'],
  // Ticket work / close
  ['device:change-state', '- - - - x - - - x -'],
  ['device:clear-hold', '- x - - x - - - x -'],
  // Lot build / certify
  ['lot:build', '- - - - - x - - - -'],
  ['lot:certify', '- - - - - - x - - -'],
  // Users, roles, settings, retention
  ['account:manage', '- - - - - - - - x -'],
  ['district:edit', '- - - - - - - - x -'],
  ['site:edit', '- - - - - - - - x -'],
  ['model:edit', '- - - - - - - - x -'],
  ['policy:edit', '- - - - - - - - x -'],
  ['role:read', '- - - - - - - - x x'],
  // Single sign-on
  ['provider:manage', '- - - - - - - - x -'],
  ['token:make', '- - - - - - - - x -'],
  // Every cell logged
  ['access-log:read', '- - - - - - - - x x'],
  ['admin-log:read', '- - - - - - - - x x'],
  ['ledger:verify', '- - - - - - - - x x'],
  ['system:read', '- - - - - - - - x x'],
  ['backup:manage', '- - - - - - - - x -'],
  // Admins are alerted
  ['notice:receive', '- x - - - - - - x -'],
  // Export with names
  ['export:people', 'x x - - - - - - x -'],
  // Prove numbers without names
  ['export:pseudonyms', '- - - - - - - - x x'],
];

describe('built-in roles', () => {
  const holders = (permission: string): string =>
    COLUMNS.map((code) => {
      const role = BUILT_IN_ROLES.find((candidate) => candidate.code === code);
      return (role?.permissions as readonly string[] | undefined)?.includes(permission) ? 'x' : '-';
    }).join(' ');

  it.each(MATRIX)('%s is held by %s', (permission, cells) => {
    expect(holders(permission)).toBe(cells);
  });

  it('have a line in the matrix for every permission, and no other roles', () => {
    expect(MATRIX.map(([permission]) => permission).sort()).toEqual(PERMISSIONS.map(({ code }) => code).sort());
    expect(BUILT_IN_ROLES.map(({ code }) => code)).toEqual(COLUMNS);
  });

  it('name no permission twice', () => {
    for (const { permissions } of BUILT_IN_ROLES) expect(new Set(permissions).size).toBe(permissions.length);
  });
});
