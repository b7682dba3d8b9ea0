import { bring, check, csv, oneRoster, peopleOf, rostersForEach, students, USERS } from '../rosters.test-support.js';

const given = rostersForEach();

it.each([
  ['lower', (header: string) => header.toLowerCase()],
  ['upper', (header: string) => header.toUpperCase()],
])('reads headers that are all in %s case', async (_, cased) => {
  const run = await bring(given, {
    'manifest.csv': csv(cased('propertyName,value'), 'oneroster.version,1.1', 'file.users,bulk'),
    'orgs.csv': csv(cased('sourcedId,name,type,identifier,parentSourcedId'), 'sch-1,Laurel High,school,,'),
    'users.csv': csv(cased(USERS), 's1,,,TRUE,sch-1,student,mo.ray,,Mo,Ray,J,10001,,,,,12,Passw0rd-'),
  });
  expect(run).toMatchObject({ dialect: 'oneroster-1.1' });
  expect(run.files.find(({ file }) => file === 'users')?.unread.map((header) => header.toLowerCase())).toEqual([
    'datelastmodified',
    'enableduser',
    'middlename',
    'password',
  ]);
  expect(await peopleOf(given)).toMatchObject([{ number: '10001', name: 'Mo Ray', grade: '12', site: '005' }]);
});

it('says which column is missing as the standard spells it', async () => {
  const users = csv('SOURCEDID,STATUS,ROLE,GIVENNAME', 'u1,,student,Mo');
  await expect(check(given, { 'users.csv': users })).rejects.toMatchObject({
    message: 'users.csv cannot be read without a column that is missing: familyName, orgSourcedIds',
    details: { file: 'users', columns: ['familyName', 'orgSourcedIds'] },
  });
});

it('says in which file and line a NUL stands, the first of them', async () => {
  const { 'users.csv': users, ...files } = oneRoster(students(0, 40));
  const damaged = users.replace('Rivera17', 'Riv\0era17').replace('Rivera30', '\0');
  await expect(check(given, { ...files, 'users.csv': damaged })).rejects.toMatchObject({
    message: expect.stringMatching(/^users\.csv cannot be read: .*NUL.* \(line 19\)$/) as string,
    details: { file: 'users', line: 19 },
  });
});
