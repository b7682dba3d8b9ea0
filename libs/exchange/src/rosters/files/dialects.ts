import type { Column, DialectFile } from './dialect-files.js';
import { CLASSES, ENROLLMENTS, ORGS, ROLES, USERS_WITH_ROLE, USERS_WITHOUT_ROLE } from './dialect-files.js';

export interface Dialect {
  code: string;
  label: string;
  /** Only OneRoster has a manifest, statuses and deltas; all others send the whole each time. */
  manifest: boolean;
  /** A package is this dialect when a file of this name has these headers, and not those. */
  tell: readonly { file: string; has: readonly string[]; lacks?: readonly string[] }[];
  files: readonly DialectFile[];
}

/** A file of people of one kind, of one school in each line: the same person comes again for a further school. */
const people = (
  file: string,
  {
    id,
    school,
    role,
    columns,
  }: { id: string; school: string; role: Column; columns: Readonly<Record<string, Column>> },
): DialectFile => ({
  file,
  kind: 'user',
  people: `${file}/`,
  columns: {
    id: [id],
    orgs: [school],
    role,
    givenName: ['first name'],
    familyName: ['last name'],
    username: ['username'],
    ...columns,
  },
  required: ['id', 'orgs', 'givenName', 'familyName'],
});

/** Rosters that are recognised by their headers; the first that fits. Sources: 1EdTech CSV bindings 1.1 and 1.2, Microsoft SDS, Clever SFTP. */
export const DIALECTS: readonly Dialect[] = [
  {
    code: 'sds-v1',
    label: 'Microsoft SDS v1',
    manifest: false,
    tell: [{ file: 'student', has: ['sis id', 'school sis id'] }],
    files: [
      {
        file: 'school',
        kind: 'org',
        columns: {
          id: ['sis id'],
          name: ['name'],
          type: { always: 'school' },
          identifier: ['school number', 'state id'],
        },
        required: ['id', 'name'],
      },
      people('student', {
        id: 'sis id',
        school: 'school sis id',
        role: { always: 'student' },
        columns: { identifier: ['student number'], grade: ['grade'] },
      }),
      people('teacher', {
        id: 'sis id',
        school: 'school sis id',
        role: { always: 'teacher' },
        columns: { identifier: ['teacher number'] },
      }),
      {
        file: 'section',
        kind: 'class',
        columns: { id: ['sis id'], org: ['school sis id'], title: ['section name'] },
        required: ['id'],
      },
      {
        file: 'studentenrollment',
        kind: 'enrollment',
        people: 'student/',
        columns: { class: ['section sis id'], user: ['sis id'], role: { always: 'student' } },
        required: ['class', 'user'],
        idOf: ['class', 'user', 'role'],
      },
      {
        file: 'teacherroster',
        kind: 'enrollment',
        people: 'teacher/',
        columns: { class: ['section sis id'], user: ['sis id'], role: { always: 'teacher' } },
        required: ['class', 'user'],
        idOf: ['class', 'user', 'role'],
      },
    ],
  },
  {
    code: 'clever',
    label: 'Clever',
    manifest: false,
    tell: [{ file: 'students', has: ['student id', 'school id', 'last name'] }],
    files: [
      {
        file: 'schools',
        kind: 'org',
        columns: {
          id: ['school id'],
          name: ['school name'],
          type: { always: 'school' },
          identifier: ['school number'],
        },
        required: ['id', 'name'],
      },
      people('students', {
        id: 'student id',
        school: 'school id',
        role: { always: 'student' },
        columns: { identifier: ['student number'], grade: ['grade'], email: ['student email'] },
      }),
      people('teachers', {
        id: 'teacher id',
        school: 'school id',
        role: { always: 'teacher' },
        columns: { identifier: ['teacher number'], email: ['teacher email'] },
      }),
      people('staff', {
        id: 'staff id',
        school: 'school id',
        role: { always: 'staff' },
        columns: { email: ['staff email'] },
      }),
      {
        file: 'sections',
        kind: 'class',
        columns: { id: ['section id'], org: ['school id'], title: ['name', 'course name'], classType: ['period'] },
        required: ['id'],
      },
      {
        file: 'enrollments',
        kind: 'enrollment',
        people: 'students/',
        columns: { class: ['section id'], user: ['student id'], org: ['school id'], role: { always: 'student' } },
        required: ['class', 'user'],
        idOf: ['class', 'user', 'role'],
      },
    ],
  },
  {
    code: 'sds-v2.1',
    label: 'Microsoft SDS 2.1',
    manifest: false,
    tell: [
      { file: 'roles', has: ['user sourced id', 'is primary'] },
      { file: 'users', has: ['sourced id', 'active directory match id'] },
    ],
    files: [
      ORGS,
      USERS_WITHOUT_ROLE,
      ROLES,
      CLASSES,
      ENROLLMENTS,
      {
        file: 'relationships',
        kind: 'link',
        columns: { user: ['user sourced id'], agent: ['relationship user sourced id'], role: ['relationship role'] },
        required: ['user', 'agent'],
        idOf: ['user', 'agent'],
      },
    ],
  },
  {
    code: 'sds-v2',
    label: 'Microsoft SDS v2',
    manifest: false,
    tell: [{ file: 'users', has: ['sourced id', 'org sourced ids', 'role'], lacks: ['enabled user', 'status'] }],
    files: [ORGS, USERS_WITH_ROLE, CLASSES, ENROLLMENTS],
  },
  {
    code: 'oneroster-1.2',
    label: 'OneRoster 1.2',
    manifest: true,
    tell: [
      { file: 'roles', has: ['sourced id', 'user sourced id'] },
      { file: 'users', has: ['sourced id'], lacks: ['role'] },
    ],
    files: [ORGS, USERS_WITHOUT_ROLE, { ...ROLES, required: ['id', ...ROLES.required] }, CLASSES, ENROLLMENTS],
  },
  {
    code: 'oneroster-1.1',
    label: 'OneRoster 1.1',
    manifest: true,
    tell: ['users', 'orgs', 'enrollments', 'classes', 'courses', 'academicsessions'].map((file) => ({
      file,
      has: ['sourced id'],
    })),
    files: [ORGS, USERS_WITH_ROLE, CLASSES, ENROLLMENTS],
  },
];

export const dialectOf = (code: string): Dialect => DIALECTS.find((dialect) => dialect.code === code)!;

export const dialectLabel = (code: string): string => dialectOf(code).label;
