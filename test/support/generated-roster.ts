/** A district in OneRoster 1.1 that nobody has: schools, students with two guardians, staff, homerooms and lessons. Made from a number alone. */
export interface GeneratedRoster {
  /** The whole. */
  bulk: Record<string, string>;
  /** Changes since: `changed` students with another grade or school, `added` and `deleted` ones. */
  delta: Record<string, string>;
  schools: { code: string; name: string }[];
  students: number;
  staff: number;
  changed: number;
  moved: number;
  added: number;
  deleted: number;
}

export interface RosterSize {
  students: number;
  schools: number;
  /** Lessons of a student beside the homeroom. */
  lessons: number;
  /** Records of the delta. */
  changes: number;
}

const STUDENTS_A_HOMEROOM = 25;
const STUDENTS_A_TEACHER = 8;

const HEADERS = {
  orgs: 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
  users:
    'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
  classes:
    'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
  enrollments:
    'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
};

const GIVEN = ['Maya', 'Zoë', 'José', 'Lan', 'Aarav', 'Noor', 'Émile', 'Ana', 'Kofi', 'Yuki', 'Omar', 'Liv'];
const FAMILY = [
  'Rivera',
  "O'Neil",
  'Nguyễn',
  'de la Cruz',
  'Smith',
  'Okafor',
  'Kowalski',
  'Park',
  'Silva',
  'Haddad',
  'Berg',
];
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length];
const file = (header: string, lines: readonly string[]): string => `${header}\n${lines.join('\n')}\n`;
const schoolOf = (n: number, schools: number): number => Math.floor(n / STUDENTS_A_HOMEROOM) % schools;

const grades = ['KG', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

function studentLine(n: number, status: string, school: number, grade: string): string {
  const agents = status.startsWith('tobedeleted') ? '' : `"g-${n}-1,g-${n}-2"`;
  return `s-${n},${status},true,sch-${school},student,u${n},{LDAP:u${n}},${pick(GIVEN, n)},${pick(FAMILY, n * 7)},,${500_000 + n},s${n}@students.example,,,${agents},${grade},secret-${n}`;
}

const guardianLine = (n: number, which: number): string =>
  `g-${n}-${which},,,true,sch-0,guardian,g${n}-${which},,${pick(GIVEN, n + which)},${pick(FAMILY, n * 7)},,,family${n}.${which}@mail.example,(925) 555-${String(n % 10_000).padStart(4, '0')},,s-${n},,`;

const manifest = (mode: 'bulk' | 'delta'): string =>
  file('propertyName,value', [
    'manifest.version,1.0',
    'oneroster.version,1.1',
    ...['orgs', 'users', 'classes', 'enrollments'].map(
      (name) => `file.${name},${mode === 'delta' && name !== 'users' && name !== 'enrollments' ? 'absent' : mode}`,
    ),
  ]);

function bulkOf({ students, schools, lessons }: RosterSize): { files: Record<string, string>; staff: number } {
  const staff = Math.ceil(students / STUDENTS_A_TEACHER);
  const homerooms = Math.ceil(students / STUDENTS_A_HOMEROOM);
  const users: string[] = [];
  const classes: string[] = [];
  const enrollments: string[] = [];
  for (let n = 0; n < staff; n += 1)
    users.push(
      `t-${n},,,true,sch-${n % schools},teacher,teacher${n},,${pick(GIVEN, n)},${pick(FAMILY, n)},,E${10_000 + n},t${n}@staff.example,,,,,secret`,
    );
  for (let n = 0; n < homerooms; n += 1) {
    const school = n % schools;
    classes.push(`h-${n},,,Room ${n},,c,${n},homeroom,,sch-${school},t1,,,`);
    enrollments.push(`eh-${n},,,h-${n},sch-${school},t-${n % staff},teacher,true,,`);
    for (let lesson = 0; lesson < lessons; lesson += 1)
      classes.push(`l-${n}-${lesson},,,Lesson ${lesson},,c,${n},scheduled,,sch-${school},t1,,,${lesson}`);
  }
  for (let n = 0; n < students; n += 1) {
    const [home, school] = [Math.floor(n / STUDENTS_A_HOMEROOM), schoolOf(n, schools)];
    users.push(studentLine(n, ',', school, pick(grades, home)), guardianLine(n, 1), guardianLine(n, 2));
    enrollments.push(`eh-s-${n},,,h-${home},sch-${school},s-${n},student,true,,`);
    for (let lesson = 0; lesson < lessons; lesson += 1)
      enrollments.push(`e-${n}-${lesson},,,l-${home}-${lesson},sch-${school},s-${n},student,false,,`);
  }
  const orgs = Array.from({ length: schools }, (_, n) => `sch-${n},,,School ${n},school,SCH${n},d`);
  return {
    staff,
    files: {
      'manifest.csv': manifest('bulk'),
      'orgs.csv': file(HEADERS.orgs, ['d,,,District,district,,', ...orgs]),
      'users.csv': file(HEADERS.users, users),
      'classes.csv': file(HEADERS.classes, classes),
      'enrollments.csv': file(HEADERS.enrollments, enrollments),
    },
  };
}

export function generatedRoster(size: RosterSize): GeneratedRoster {
  const { students, schools, changes } = size;
  const { files, staff } = bulkOf(size);
  const at = '2027-09-10T02:00:00.000Z';
  const part = Math.floor(changes / 5);
  const step = Math.floor(students / changes);
  // A fifth each: another grade, another school, new, deleted, out of a lesson.
  const user = (n: number, status: string, school: number, grade: string): string =>
    studentLine(n, `${status},${at}`, school, grade);
  const homeGrade = (n: number): string => pick(grades, Math.floor(n / STUDENTS_A_HOMEROOM));
  const at5 = (k: number, fifth: number): number => (k * 5 + fifth) * step;
  const users: string[] = [];
  const enrollments: string[] = [];
  for (let k = 0; k < part; k += 1) {
    const [graded, moved, added, deleted, left] = [at5(k, 0), at5(k, 1), students + k, at5(k, 3), at5(k, 4)];
    users.push(user(graded, 'active', schoolOf(graded, schools), pick(grades, grades.indexOf(homeGrade(graded)) + 1)));
    users.push(user(moved, 'active', (schoolOf(moved, schools) + 1) % schools, homeGrade(moved)));
    users.push(user(added, 'active', k % schools, '09'));
    users.push(user(deleted, 'tobedeleted', schoolOf(deleted, schools), homeGrade(deleted)));
    enrollments.push(`e-${left}-0,tobedeleted,${at},l-0-0,sch-0,s-${left},student,false,,`);
    for (const suffix of ['eh-s-' + moved, ...Array.from({ length: size.lessons }, (_, n) => `e-${moved}-${n}`)])
      enrollments.push(`${suffix},tobedeleted,${at},h-0,sch-0,s-${moved},student,true,,`);
  }
  return {
    bulk: files,
    delta: {
      'manifest.csv': manifest('delta'),
      'users.csv': file(HEADERS.users, users),
      'enrollments.csv': file(HEADERS.enrollments, enrollments),
    },
    schools: Array.from({ length: schools }, (_, n) => ({ code: `SCH${n}`, name: `School ${n}` })),
    ...{ students, staff, changed: part * 2, moved: part, added: part, deleted: part },
  };
}
