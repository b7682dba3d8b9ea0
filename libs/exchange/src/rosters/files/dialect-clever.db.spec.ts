import { bring, csv, numbersOf, peopleOf, rostersForEach, rowsOf, sqlOf } from '../rosters.test-support.js';

const given = rostersForEach();
const sql = sqlOf(given);

const STUDENTS =
  'School_id,Student_id,Student_number,Last_name,First_name,Grade,Contact_relationship,Contact_type,Contact_name,Contact_phone,Contact_email,Contact_sis_id,DOB';
const clever = (more: Record<string, string> = {}): Record<string, string> => ({
  'schools.csv': csv('School_id,School_name,School_number', '1,Laurel High,005', '2,Willow Middle,'),
  'students.csv': csv(
    STUDENTS,
    '1,s-1,10001,Ray,Mo,PreKindergarten,Mother,Guardian,Pat Ray,6035550100,pat@mail.example,C1,1/1/2010',
    '1,s-1,10001,Ray,Mo,PreKindergarten,Father,Guardian,Sam Ray,,,,1/1/2010',
    '1,s-2,10002,Ray,Li,TransitionalKindergarten,Mother,Guardian,Pat Ray,6035550100,pat@mail.example,C1,1/1/2010',
    '1,s-3,10003,Fox,Cy,Kindergarten,Neighbor,Emergency,Nell Door,6035550109,,C3,1/1/2010',
  ),
  'teachers.csv': csv(
    'School_id,Teacher_id,Teacher_number,Teacher_email,First_name,Last_name',
    '1,7,E-100,ann@x.example,Ann,Lee',
  ),
  'sections.csv': csv(
    'School_id,Section_id,Teacher_id,Name,Subject,Course_name,Period',
    '1,x1,7,Room 12,Homeroom/advisory,,1',
    '1,x2,7,,Homeroom/advisory,,2',
    '1,x3,7,Algebra,Math,Algebra I,3',
  ),
  'enrollments.csv': csv('School_id,Section_id,Student_id', '1,x1,s-1', '1,x2,s-2', '1,x3,s-3'),
  ...more,
});

it('Clever: contacts in the lines of students, homerooms by their subject, grades as words', async () => {
  for (const counts of [
    [4, 0, 0, 0, 0, 0],
    [0, 0, 4, 0, 0, 0],
  ]) {
    const run = await bring(given, clever());
    expect([run.dialect, numbersOf(run)]).toEqual(['clever', counts]);
    expect(run.files.flatMap(({ unread }) => unread)).toEqual(['DOB']);
    expect(run.result?.leftOut).toMatchObject({ withoutRole: 0 });
  }
  expect((await peopleOf(given)).map(({ number, grade, homeroom }) => [number, grade, homeroom])).toEqual([
    ['10001', 'PK', 'Room 12'],
    // Of a section without a name, its teacher's.
    ['10002', 'TK', 'Lee'],
    ['10003', 'K', null],
    ['E-100', null, null],
  ]);
  expect(
    await sql(
      `SELECT p.number, g.name, g.relation, g.email, g.phone FROM guardian g JOIN person p ON p.id = g.person_id ORDER BY 1, 2`,
    ),
  ).toEqual([
    { number: '10001', name: 'Pat Ray', relation: 'mother', email: 'pat@mail.example', phone: '6035550100' },
    { number: '10001', name: 'Sam Ray', relation: 'father', email: null, phone: null },
    { number: '10002', name: 'Pat Ray', relation: 'mother', email: 'pat@mail.example', phone: '6035550100' },
  ]);
});

it('Clever: staff have no number, so that their id or their e-mail stands in; a teacher is in both files once', async () => {
  const staff = csv(
    'School_id,Staff_id,Staff_email,First_name,Last_name,Title',
    '2,adm-1,bo@x.example,Bo,Day,Principal',
    '2,8,cy.fox@x.example,Cy,Fox,Clerk',
    '2,9,ann@x.example,Ann,Lee,Head of science',
  );
  const run = await bring(given, clever({ 'staff.csv': staff }));
  expect((await rowsOf(given, run)).filter(({ outcome }) => outcome === 'refuse')).toEqual([]);
  expect((await peopleOf(given)).filter(({ kind }) => kind === 'staff')).toMatchObject([
    { number: 'E-100', name: 'Ann Lee', sites: ['005', 'WMS'] },
    { number: 'adm-1', name: 'Bo Day', site: 'WMS' },
    { number: 'cy.fox', name: 'Cy Fox', site: 'WMS' },
  ]);
  // A number that somebody has here stays.
  await sql(`UPDATE person SET number = 'E-200' WHERE number = 'adm-1'`);
  expect(numbersOf(await bring(given, clever({ 'staff.csv': staff })))).toEqual([0, 0, 6, 0, 0, 0]);
});
