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

const SDS_NAMES = { givenName: ['First Name'], familyName: ['Last Name'], username: ['Username'] };
const CLEVER_NAMES = { givenName: ['First_name'], familyName: ['Last_name'], username: ['Username'] };

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
    tell: [{ file: 'student', has: ['SIS ID', 'School SIS ID'] }],
    files: [
      {
        file: 'school',
        kind: 'org',
        columns: {
          id: ['SIS ID'],
          name: ['Name'],
          type: { always: 'school' },
          identifier: ['School Number', 'State ID'],
        },
        required: ['id', 'name'],
      },
      people('student', {
        id: 'SIS ID',
        school: 'School SIS ID',
        role: { always: 'student' },
        columns: { ...SDS_NAMES, identifier: ['Student Number'], grade: ['Grade'] },
      }),
      people('teacher', {
        id: 'SIS ID',
        school: 'School SIS ID',
        role: { always: 'teacher' },
        columns: { ...SDS_NAMES, identifier: ['Teacher Number'] },
      }),
      {
        file: 'section',
        kind: 'class',
        columns: { id: ['SIS ID'], org: ['School SIS ID'], title: ['Section Name'] },
        required: ['id'],
      },
      {
        file: 'studentenrollment',
        kind: 'enrollment',
        people: 'student/',
        columns: { class: ['Section SIS ID'], user: ['SIS ID'], role: { always: 'student' } },
        required: ['class', 'user'],
        idOf: ['class', 'user', 'role'],
      },
      {
        file: 'teacherroster',
        kind: 'enrollment',
        people: 'teacher/',
        columns: { class: ['Section SIS ID'], user: ['SIS ID'], role: { always: 'teacher' } },
        required: ['class', 'user'],
        idOf: ['class', 'user', 'role'],
      },
    ],
  },
  {
    code: 'clever',
    label: 'Clever',
    manifest: false,
    tell: [{ file: 'students', has: ['Student_id', 'School_id', 'Last_name'] }],
    files: [
      {
        file: 'schools',
        kind: 'org',
        columns: {
          id: ['School_id'],
          name: ['School_name'],
          type: { always: 'school' },
          identifier: ['School_number'],
        },
        required: ['id', 'name'],
      },
      people('students', {
        id: 'Student_id',
        school: 'School_id',
        role: { always: 'student' },
        columns: {
          ...CLEVER_NAMES,
          identifier: ['Student_number'],
          grade: ['Grade'],
          email: ['Student_email'],
          contactId: ['Contact_sis_id'],
          contactName: ['Contact_name'],
          contactRelation: ['Contact_relationship'],
          contactType: ['Contact_type'],
          contactEmail: ['Contact_email'],
          contactPhone: ['Contact_phone'],
        },
      }),
      people('teachers', {
        id: 'Teacher_id',
        school: 'School_id',
        role: { always: 'teacher' },
        columns: { ...CLEVER_NAMES, identifier: ['Teacher_number'], email: ['Teacher_email'] },
      }),
      people('staff', {
        id: 'Staff_id',
        school: 'School_id',
        role: { always: 'staff' },
        columns: { ...CLEVER_NAMES, email: ['Staff_email'] },
      }),
      {
        file: 'sections',
        kind: 'class',
        columns: {
          id: ['Section_id'],
          org: ['School_id'],
          title: ['Name'],
          teacher: ['Teacher_id'],
          classType: ['Period'],
          subject: ['Subject'],
          course: ['Course_name'],
          name: ['Name'],
        },
        teachers: 'teachers/',
        required: ['id'],
      },
      {
        file: 'enrollments',
        kind: 'enrollment',
        people: 'students/',
        columns: { class: ['Section_id'], user: ['Student_id'], org: ['School_id'], role: { always: 'student' } },
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
      { file: 'roles', has: ['userSourcedId', 'isPrimary'] },
      { file: 'users', has: ['sourcedId', 'activeDirectoryMatchId'] },
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
        columns: { user: ['userSourcedId'], agent: ['relationshipUserSourcedId'], role: ['relationshipRole'] },
        required: ['user', 'agent'],
        idOf: ['user', 'agent'],
      },
    ],
  },
  {
    code: 'sds-v2',
    label: 'Microsoft SDS v2',
    manifest: false,
    tell: [{ file: 'users', has: ['sourcedId', 'orgSourcedIds', 'role'], lacks: ['enabledUser', 'status'] }],
    files: [ORGS, USERS_WITH_ROLE, CLASSES, ENROLLMENTS],
  },
  {
    code: 'oneroster-1.2',
    label: 'OneRoster 1.2',
    manifest: true,
    tell: [
      { file: 'roles', has: ['sourcedId', 'userSourcedId'] },
      { file: 'users', has: ['sourcedId'], lacks: ['role'] },
    ],
    files: [ORGS, USERS_WITHOUT_ROLE, { ...ROLES, required: ['id', ...ROLES.required] }, CLASSES, ENROLLMENTS],
  },
  {
    code: 'oneroster-1.1',
    label: 'OneRoster 1.1',
    manifest: true,
    tell: ['users', 'orgs', 'enrollments', 'classes', 'courses', 'academicsessions'].map((file) => ({
      file,
      has: ['sourcedId'],
    })),
    files: [ORGS, USERS_WITH_ROLE, CLASSES, ENROLLMENTS],
  },
];

export const dialectOf = (code: string): Dialect => DIALECTS.find((dialect) => dialect.code === code)!;

export const dialectLabel = (code: string): string => dialectOf(code).label;
