import type { Given, KnownPerson } from '../rosters.test-support.js';
import { bring, check, givenRosters, numbersOf, peopleOf, rowsOf } from '../rosters.test-support.js';

let given: Given;
beforeEach(async () => {
  given = await givenRosters();
});
afterEach(() => given.close());

const csv = (...lines: string[]): string => `${lines.join('\n')}\n`;
const person = (people: readonly KnownPerson[], number: string): KnownPerson =>
  people.find((one) => one.number === number)!;
const guardians = () =>
  given.test.asSuperuser(
    `SELECT p.number, g.name, g.relation, g.email, g.phone FROM guardian g JOIN person p ON p.id = g.person_id ORDER BY 1, 2`,
  );

const USERS_11 =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password';
const MANIFEST_11 = csv(
  'propertyName,value',
  'manifest.version,1.0',
  'oneroster.version,1.1',
  'file.orgs,bulk',
  'file.users,bulk',
  'file.classes,bulk',
  'file.enrollments,bulk',
  'source.systemName,Invented',
);

it('OneRoster 1.1, statuses filled in a bulk file, dates without a time, a class type in another case, a guardian', async () => {
  const run = await bring(given, {
    'manifest.csv': MANIFEST_11,
    'orgs.csv': csv(
      'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
      'dep-1,active,2026-05-01,Science,department,SCI,sch-1',
      'sch-1,active,2026-05-01,Laurel High,school,,',
    ),
    'users.csv': csv(
      USERS_11,
      't1,active,2026-05-01,TRUE,dep-1,teacher,ann.lee,,Ann,Lee,M,E-1,ann.lee@staff.example,,,,12,Passw0rd-',
      's1,,,TRUE,"sch-1",student,mo.ray,{LDAP:12},Mo,Ray,J,10001,mo@students.example,,,"p1,t1",12,Passw0rd-',
      'p1,active,2026-05-01,TRUE,sch-1,parent,pat.ray,"{LDAP:12},{Fed:23}",Pat,Ray,,pat,pat@mail.example,6035550100,6035550199,,,Passw0rd-',
      's2,tobedeleted,2026-05-01,TRUE,sch-1,student,bo.ray,,Bo,Ray,,10002,,,,,11,',
      's3,inactive,2026-05-01,TRUE,sch-1,student,cy.ray,,Cy,Ray,,10003,,,,,11,',
    ),
    'classes.csv': csv(
      'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds',
      'c1,active,2026-05-01,,,k,1,Homeroom,,sch-1,"t1,t2"',
      'c2,active,2026-05-01,Physics,,k,2,Scheduled,,sch-1,t1',
    ),
    'enrollments.csv': csv(
      'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
      'e1,active,2026-05-01,c1,sch-1,s1,student,false,,',
      'e2,active,2026-05-01,c1,sch-1,t1,teacher,true,,',
      'e3,active,2026-05-01,c2,sch-1,s1,student,false,2022-03-15,2022-06-15',
    ),
  });
  expect(run).toMatchObject({ dialect: 'oneroster-1.1', manifest: { system: 'Invented', version: '1.1' } });
  expect(numbersOf(run)).toEqual([2, 0, 0, 0, 0, 1]);
  const people = await peopleOf(given);
  expect(person(people, '10001')).toMatchObject({ name: 'Mo Ray', grade: '12', homeroom: 'Lee', site: '005' });
  // A department is at the school that it is a part of; staff have no grade.
  expect(person(people, 'E-1')).toMatchObject({ kind: 'staff', grade: null, site: '005' });
  // The teacher whom the student's record names as well is no guardian.
  expect(await guardians()).toEqual([
    { number: '10001', name: 'Pat Ray', relation: 'parent', email: 'pat@mail.example', phone: '6035550100' },
  ]);
  const refused = (await rowsOf(given, run)).filter(({ outcome }) => outcome === 'refuse');
  expect(refused).toMatchObject([
    { file: 'users', line: 6, problems: [{ code: 'status-unknown', value: 'inactive' }] },
  ]);
});

it('OneRoster 1.1 with every field quoted, columns of its own, no identifier, and no class of anybody', async () => {
  const run = await bring(given, {
    'manifest.csv': csv(
      '"propertyName","value"',
      '"oneroster.version","1.1"',
      '"file.users","bulk"',
      '"file.orgs","bulk"',
    ),
    'orgs.csv': csv(
      '"sourcedId","status","dateLastModified","name","type","identifier","parentSourcedId"',
      '"or1","","","Willow Middle","school","",""',
    ),
    'users.csv': csv(
      `${USERS_11.split(',')
        .map((name) => `"${name}"`)
        .join(',')},"metadata.phoneticGivenName"`,
      '"us0001","","","true","or1","student","user01","","Gn","Fn 1","","","u1@sample.example","","","","","","x"',
      '"us0002","","","true","or1","student","user02","","Gn","Fn 2","","","","","","","","","x"',
    ),
  });
  expect(numbersOf(run)).toEqual([2, 0, 0, 0, 0, 0]);
  expect((await peopleOf(given)).map(({ number, site }) => [number, site])).toEqual([
    ['us0001', 'WMS'],
    ['us0002', 'WMS'],
  ]);
  expect(await given.importer.sources.get(given.sourceId)).toMatchObject({ numberField: 'sourcedId' });
});

it('OneRoster 1.2: the primary role decides, whatever comes first; a column too few; a delta from the start', async () => {
  const at = '2026-10-02T00:00:00.000Z';
  const run = await bring(given, {
    'manifest.csv': csv(
      'propertyName,value',
      'oneroster.version,1.2',
      'file.orgs,delta',
      'file.users,delta',
      'file.roles,delta',
      'file.demographics,delta',
    ),
    'orgs.csv': csv(
      'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
      `o1,active,${at},Laurel High,school,,`,
      `o2,active,${at},Willow Middle,school,,`,
    ),
    'users.csv': csv(
      'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns',
      `u1,active,${at},TRUE,mo,,Mo,Ray,,10001,,,,,08,Bat,,,,,,`,
      `u2,active,${at},TRUE,li,,Li,Ray,,10002,,,,,09,,,,,,o1,`,
      `u3,,${at},TRUE,no,,No,Ray,,10003,,,,,09,,,,,,o1,`,
    ),
    'roles.csv': csv(
      'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId',
      `r1,active,${at},u1,secondary,student,,,o1,`,
      `r2,active,${at},u1,primary,student,,,o2,`,
      `r3,active,${at},u2,primary,student,,,o2,`,
    ),
    'demographics.csv': csv('sourcedId,status,dateLastModified,birthDate,sex', `u1,active,${at},2010-04-17,`),
  });
  expect(run.files.map(({ file, mode }) => [file, mode])).toEqual([
    ['orgs', 'delta'],
    ['users', 'delta'],
    ['roles', 'delta'],
  ]);
  const people = await peopleOf(given);
  expect(person(people, '10001')).toMatchObject({ site: 'WMS', sites: ['005', 'WMS'], grade: '8' });
  expect(person(people, '10002')).toMatchObject({ site: 'WMS' });
  expect((await rowsOf(given, run)).filter(({ outcome }) => outcome === 'refuse')).toMatchObject([
    { line: 4, problems: [{ code: 'status-missing' }] },
  ]);
});

it('counts who is in the files and nobody here, and says which grade it does not know', async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const run = await bring(given, {
    'orgs.csv': csv('sourcedId,name,type,identifier,parentSourcedId', 'o1,Laurel High,school,,'),
    'users.csv': csv(
      'sourcedId,enabledUser,username,givenName,familyName,identifier,grades',
      'u1,false,mo,Mo,Ray,10001,grade seven',
      'u2,true,li,Li,Ray,10002,09',
      'u3,true,old,Old,Ray,10003,09',
      'u4,true,late,Late,Ray,10004,09',
      'u5,true,pat,Pat,Ray,10005,',
      'u6,true,no,No,Ray,10006,09',
    ),
    'roles.csv': csv(
      'sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId',
      'r1,u1,primary,student,2026-01-01,,o1',
      `r2,u2,primary,student,${day(30)},,o1`,
      'r3,u3,primary,student,,2022-06-10,o1',
      `r4,u4,primary,student,${day(90)},,o1`,
      'r5,u5,primary,guardian,,,o1',
    ),
  });
  expect((await peopleOf(given)).map(({ number }) => number)).toEqual(['10001', '10002']);
  expect(run.result?.leftOut).toEqual({ guardians: 1, notNow: 2, withoutRole: 1 });
  const { items } = await given.importer.listRows(run.id, { outcome: 'left-out', limit: 10 });
  expect(items.map(({ line, key, label, problems: [{ code }] }) => [line, key, label, code])).toEqual([
    [4, 'u3', 'Ray, Old', 'role-not-now'],
    [5, 'u4', 'Ray, Late', 'role-not-now'],
    [6, 'u5', null, 'guardian'],
    [7, 'u6', 'Ray, No', 'no-role'],
  ]);
  expect((await rowsOf(given, run))[0]).toMatchObject({
    outcome: 'create',
    problems: [{ field: 'grade', value: 'grade seven', code: 'grade-unknown' }],
  });
});

it('OneRoster 1.0: no manifest', async () => {
  const run = await bring(given, {
    'orgs.csv': csv(
      'sourcedId,status,dateLastModified,name,type,identifier,metadata.classification,parentSourcedId',
      'o1,,,Laurel High,school,,,',
    ),
    'users.csv': csv(
      'sourcedId,status,dateLastModified,orgSourcedIds,role,username,userId,givenName,familyName,identifier,email,sms,phone,agents',
      'u1,,,o1,student,mo,,Mo,Ray,10001,,,,',
    ),
  });
  expect(run).toMatchObject({ dialect: 'oneroster-1.1', manifest: null });
  expect(numbersOf(run)).toEqual([1, 0, 0, 0, 0, 0]);
});

it('Microsoft SDS 2.1: roles with grades and days, relationships; between school years the last roles count', async () => {
  const run = await bring(given, {
    'orgs.csv': csv(
      'sourcedId,name,type,parentSourcedId',
      '1,College,college,',
      '2,Computing,department,3',
      '3,Laurel High,school,9',
      '9,Ministry,ministryOfEducation,',
    ),
    'users.csv': csv(
      'sourcedId,username,givenName,familyName,password,activeDirectoryMatchId,email,phone,sms',
      '11401,mo@x.example,Mo,Ray,P@ss,mo@x.example,,,',
      '11402,pat@mail.example,Pat,Ray,P@ss,,pat@mail.example,+1925,+1510',
      '11403,ann@x.example,Ann,Lee,P@ss,,,,',
      '11404,jo@x.example,Jo,Doe,P@ss,,,,',
    ),
    'roles.csv': csv(
      'userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary,roleStartDate,roleEndDate',
      '11401,3,student,SY,10,TRUE,2021-08-24,2022-06-11',
      '11403,2,professor,FS,,FALSE,2021-09-01,2021-12-01',
      '11403,3,teacher,SY,10,TRUE,2021-08-24,2022-06-11',
    ),
    'relationships.csv': csv('userSourcedId,relationshipUserSourcedId,relationshipRole', '11401,11402,guardian'),
    'userFlags.csv': csv('userSourcedId,flag', '11401,iep'),
  });
  expect(numbersOf(run)).toEqual([2, 0, 0, 0, 0, 0]);
  const people = await peopleOf(given);
  expect(person(people, '11401')).toMatchObject({ grade: '10', site: '005' });
  expect(person(people, '11403')).toMatchObject({ kind: 'staff', site: '005' });
  expect(await guardians()).toMatchObject([{ number: '11401', name: 'Pat Ray', relation: 'guardian', phone: '+1510' }]);
  // Who became a contact has no role in these files, and needs none; who is nobody's has neither.
  expect(run.result?.leftOut).toEqual({ guardians: 1, notNow: 0, withoutRole: 1 });
  const leftOut = (await rowsOf(given, run)).filter(({ outcome }) => outcome === 'left-out');
  expect(leftOut.map(({ key, label, problems: [{ code }] }) => [key, label, code])).toEqual([
    ['11402', null, 'guardian'],
    ['11404', 'Doe, Jo', 'no-role'],
  ]);
});

it('Microsoft SDS v2 and v1, and Clever', async () => {
  const school = { 'orgs.csv': csv('sourcedId,name,type', 'o1,Laurel High,school') };
  const users = csv(
    'sourcedId,orgSourcedIds,givenName,familyName,username,password,role,grade',
    'usr1,o1,Mo,Ray,mo,x,student,11',
    'usr2,o1,Ann,Lee,ann,x,teacher,',
  );
  expect(numbersOf(await check(given, { ...school, 'users.csv': users }))).toEqual([2, 0, 0, 0, 0, 0]);
  const anotherSource = () => given.test.asSuperuser('UPDATE roster_source SET number_field = NULL');
  await anotherSource();
  const v1 = await check(given, {
    'School.csv': csv('SIS ID,Name,School Number', '1,Laurel High,5'),
    'Section.csv': csv('SIS ID,School SIS ID,Section Name', 'x1,1,Algebra'),
    'Student.csv': csv(
      'SIS ID,School SIS ID,Username,Password,First Name,Last Name,Student Number,Grade',
      '7,1,mo,x,Mo,Ray,10001,9',
    ),
    'StudentEnrollment.csv': csv('Section SIS ID,SIS ID', 'x1,7'),
    'Teacher.csv': csv('SIS ID,School SIS ID,Username,First Name,Last Name,Teacher Number', '7,1,ann,Ann,Lee,E-1'),
    'TeacherRoster.csv': csv('Section SIS ID,SIS ID', 'x1,7'),
  });
  expect([v1.dialect, numbersOf(v1)]).toEqual(['sds-v1', [2, 0, 0, 0, 0, 0]]);
  await anotherSource();
  const clever = await check(given, {
    'schools.csv': csv('School_id,School_name,School_number', '1,Laurel High,005', '2,Willow Middle,'),
    'students.csv': csv(
      'School_id,Student_id,Student_number,Last_name,First_name,Grade,DOB,Gender',
      '1,7,10001,Ray,Mo,9,1/1/2010,M',
      '2,7,10001,Ray,Mo,9,1/1/2010,M',
    ),
    'teachers.csv': csv(
      'School_id,Teacher_id,Teacher_number,Teacher_email,First_name,Last_name',
      '1,7,E-1,ann@x.example,Ann,Lee',
    ),
    'sections.csv': csv('School_id,Section_id,Teacher_id,Name,Period', '1,s1,7,Algebra,1'),
    'enrollments.csv': csv('School_id,Section_id,Student_id', '1,s1,7'),
  });
  expect([clever.dialect, numbersOf(clever)]).toEqual(['clever', [2, 0, 0, 0, 0, 0]]);
  const done = await given.importer.run(given.viewer, clever.id);
  expect(done.state).toBe('done');
  expect(person(await peopleOf(given), '10001')).toMatchObject({ site: '005', sites: ['005', 'WMS'] });
});

it('headers only: a file that says that nobody is left, and stops', async () => {
  const run = await check(given, {
    'manifest.csv': csv(
      '"propertyName","value"',
      '"oneroster.version","1.1"',
      '"source.systemName","ClassLink OneRoster"',
    ),
    'orgs.csv': csv(
      'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId,metadata.address1,metadata.city',
    ),
    'users.csv': csv(USERS_11),
  });
  expect(run).toMatchObject({ state: 'stopped', guard: { reason: 'no-students', leaving: 0 } });
});

it('a manifest alone changes nothing', async () => {
  const run = await bring(given, {
    'manifest.csv': csv('propertyName,value', 'oneroster.version,1.1', 'file.users,absent'),
  });
  expect(numbersOf(run)).toEqual([0, 0, 0, 0, 0, 0]);
});

it.each([
  ['no roster', { 'lunch.csv': csv('menu,price', 'soup,2') }, 'roster.not-recognised'],
  [
    'a column is missing',
    { 'users.csv': csv('sourcedId,status,role,orgSourcedIds,givenName', 'u1,,student,o1,Mo') },
    'roster.column-missing',
  ],
  [
    'the column of roles is missing where the manifest says 1.1',
    {
      'manifest.csv': csv('propertyName,value', 'oneroster.version,1.1'),
      'users.csv': csv('sourcedId,rolle,orgSourcedIds,givenName,familyName', 'u1,student,o1,Mo,Ray'),
    },
    'roster.column-missing',
  ],
  [
    'a file that the manifest announces is not there',
    { 'manifest.csv': csv('propertyName,value', 'oneroster.version,1.1', 'file.users,bulk') },
    'roster.file-missing',
  ],
  [
    'a column is there twice',
    { 'users.csv': csv(`${USERS_11},Given Name`, 'u1,,,TRUE,o1,student,mo,,Mo,Ray,,10001,,,,,9,,Bo') },
    'roster.column-twice',
  ],
  [
    'a table is there twice',
    { 'users.csv': csv(USERS_11), 'users_2026-08-10.csv': csv(USERS_11) },
    'roster.file-twice',
  ],
  ['an open quote', { 'users.csv': csv(USERS_11, 'u1,"') }, 'roster.file-refused'],
  ['bytes that are no text', { 'users.csv': Buffer.from([0, 1, 2, 3, 0, 5]) }, 'roster.file-refused'],
  ['a header to poison objects', { 'users.csv': csv('sourcedId,__proto__', 'u1,x') }, 'roster.file-refused'],
])('%s: refused as a whole, nothing kept', async (_, files, code) => {
  await expect(check(given, files)).rejects.toMatchObject({ kind: 'invalid', code });
  expect(await given.test.asSuperuser('SELECT id FROM stored_file')).toEqual([]);
});

it('takes any encoding that a spreadsheet writes', async () => {
  const text = csv(USERS_11, 'u1,,,TRUE,o1,student,mo,,José,Núñez,,10001,,,,,9,');
  const orgs = csv(
    'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
    'o1,,,Laurel High,school,,',
  );
  const manifest = csv('propertyName,value', 'oneroster.version,1.1');
  for (const users of [
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1'),
  ]) {
    expect(numbersOf(await bring(given, { 'manifest.csv': manifest, 'orgs.csv': orgs, 'users.csv': users }))[5]).toBe(
      0,
    );
    expect(await peopleOf(given)).toMatchObject([{ name: 'José Núñez' }]);
  }
});
