import { isCalled, manifestOf, mapColumns, modeOf, recognise, repeated, tableName } from './dialect.rules.js';
import { DIALECTS, dialectOf } from './dialects.js';

const head = (name: string, header: string) => ({ name, header: header.split(',') });
const USERS_11 =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,grades';
const fileOf = (dialect: string, file: string) => dialectOf(dialect).files.find((one) => one.file === file)!;

describe('a package is recognised by its headers', () => {
  it.each([
    ['oneroster-1.1', [head('orgs', 'sourcedId,status,name,type'), head('users', USERS_11)]],
    ['oneroster-1.1', [head('users', USERS_11.replaceAll(',', ' , '))]],
    ['oneroster-1.1', [head('users', USERS_11.toLowerCase())]],
    ['oneroster-1.1', [head('users', USERS_11.toUpperCase())]],
    ['sds-v2', [head('users', 'SOURCEDID,ORGSOURCEDIDS,GIVENNAME,FAMILYNAME,USERNAME,PASSWORD,ROLE,GRADE')]],
    [
      'oneroster-1.2',
      [
        head('users', 'sourcedId,status,enabledUser,username,givenName,familyName'),
        head('roles', 'sourcedId,status,userSourcedId,roleType,role,orgSourcedId'),
      ],
    ],
    [
      'sds-v2.1',
      [
        head('users', 'sourcedId,username,givenName,familyName,password,activeDirectoryMatchId'),
        head('roles', 'userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary'),
      ],
    ],
    ['sds-v2', [head('users', 'sourcedId,orgSourcedIds,givenName,familyName,username,password,role,grade')]],
    ['sds-v1', [head('student', 'SIS ID,School SIS ID,Username,First Name,Last Name'), head('school', 'SIS ID,Name')]],
    [
      'clever',
      [
        head('students', 'School_id,Student_id,Student_number,Last_name,First_name,Grade'),
        head('schools', 'School_id,School_name'),
      ],
    ],
    [null, [head('lunch', 'menu,price')]],
    [null, [head('users', 'id,name')]],
  ])('%s', (code, heads) => {
    expect(recognise(heads)?.code ?? null).toBe(code);
  });

  it('has a file of people and one of schools in every dialect', () => {
    for (const { files } of DIALECTS)
      expect(files.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['org', 'user', 'enrollment', 'class']));
  });
});

it('finds columns by name, whatever their order and case, and tells those that it does not read', () => {
  const { columns, missing, unread } = mapColumns(fileOf('oneroster-1.1', 'users'), [
    'metadata.x',
    'GivenName ',
    'sourcedId',
    'familyname',
    'role',
    'ORG_SOURCED_IDS',
    'grade',
    'password',
    'birthDate',
  ]);
  expect(Object.fromEntries(columns.map(({ field, position }) => [field, position]))).toEqual({
    id: 3,
    givenName: 2,
    familyName: 4,
    role: 5,
    orgs: 6,
    grade: 7,
  });
  expect(missing).toEqual([]);
  expect(unread.map(({ header }) => header)).toEqual(['metadata.x', 'password', 'birthDate']);
});

it.each([
  ['oneroster-1.1', 'users', ['sourcedId', 'givenName', 'familyName', 'role', 'orgSourcedIds']],
  ['clever', 'students', ['Student_id', 'School_id', 'First_name', 'Last_name']],
  ['sds-v1', 'student', ['SIS ID', 'School SIS ID', 'First Name', 'Last Name']],
])('names what a file of %s must have as the standard spells it', (dialect, file, missing) => {
  expect(mapColumns(fileOf(dialect, file), ['menu']).missing).toEqual(missing);
});

it('takes one header in two spellings for the same column', () => {
  expect(repeated(['sourcedId', 'GIVENNAME', 'Given Name'])).toBe('Given Name');
});

it.each([
  ['users.csv', 'users'],
  ['export/Users.CSV', 'users'],
  ['a/b/users.csv', null],
  ['__MACOSX/users.csv', null],
  ['.users.csv', null],
  ['readme.md', null],
])('%s is the table %s', (entry, name) => expect(tableName(entry)).toBe(name));

it.each([
  ['users_2026-08-10', 'users', true],
  ['users', 'users', true],
  ['userprofiles', 'users', false],
  ['usersold', 'users', false],
])('%s is called %s: %s', (name, file, called) => expect(isCalled(name, file)).toBe(called));

describe('manifest and data', () => {
  const users = fileOf('oneroster-1.1', 'users');
  const orgs = fileOf('oneroster-1.1', 'orgs');
  const dialect = dialectOf('oneroster-1.1');

  it('reads what a manifest says', () => {
    const manifest = manifestOf([
      ['manifest.version', '1.0'],
      ['oneroster.version', '1.2'],
      ['file.orgs', 'bulk'],
      ['file.Users', 'Delta'],
      ['file.results', 'absent'],
      ['source.systemName', 'absent'],
    ]);
    expect(manifest).toEqual({
      version: '1.2',
      system: null,
      files: { orgs: 'bulk', users: 'delta', results: 'absent' },
    });
  });

  it.each([
    ['bulk', { rows: 3, withStatus: 0 }, users, 'bulk'],
    // Statuses are filled all the same.
    ['bulk', { rows: 3, withStatus: 3 }, users, 'bulk'],
    ['delta', { rows: 3, withStatus: 3 }, users, 'delta'],
    // Said to be absent, and there.
    ['absent', { rows: 3, withStatus: 0 }, users, 'bulk'],
    ['absent', { rows: 3, withStatus: 3 }, users, 'delta'],
    [undefined, { rows: 3, withStatus: 3 }, users, 'bulk'],
    // A bulk file without a line of people says that nobody is left; one of schools says nothing.
    ['bulk', { rows: 0, withStatus: 0 }, users, 'bulk'],
    ['bulk', { rows: 0, withStatus: 0 }, orgs, 'absent'],
    ['delta', { rows: 0, withStatus: 0 }, users, 'absent'],
  ] as const)('said to be %s, %j', (said, seen, file, mode) => {
    expect(modeOf(dialect, file, said, seen)).toBe(mode);
  });
});
