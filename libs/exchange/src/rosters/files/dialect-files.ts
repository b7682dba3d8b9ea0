import type { RecordKind } from './roster-kinds.js';

/** A field of a record: the headers that give it, as its standard spells them, the likeliest first; or what it always is. */
export type Column = readonly string[] | { always: string };

export interface DialectFile {
  /** As the file is called, without `.csv`, in lower case. */
  file: string;
  kind: RecordKind;
  columns: Readonly<Record<string, Column>>;
  /** Fields without which the file cannot be read. */
  required: readonly string[];
  /** Where files number their people each on their own: put before the ids of people. */
  people?: string;
  /** Of classes that name their teacher: put before the teacher's id. */
  teachers?: string;
  /** Makes up the id of a record that has none, from these fields. */
  idOf?: readonly string[];
}

const ID = ['sourcedId'];
const STATUS = ['status'];

export const ORGS: DialectFile = {
  file: 'orgs',
  kind: 'org',
  columns: {
    id: ID,
    status: STATUS,
    name: ['name'],
    type: ['type'],
    identifier: ['identifier'],
    parent: ['parentSourcedId'],
  },
  required: ['id', 'name'],
};
const PERSON = {
  id: ID,
  status: STATUS,
  givenName: ['givenName'],
  familyName: ['familyName'],
  username: ['username', 'userName'],
  identifier: ['identifier'],
  userIds: ['userIds', 'userId'],
  email: ['email'],
  phone: ['phone'],
  sms: ['sms'],
  agents: ['agentSourcedIds', 'agents'],
  grade: ['grades', 'grade'],
} as const;
export const CLASSES: DialectFile = {
  file: 'classes',
  kind: 'class',
  columns: {
    id: ID,
    status: STATUS,
    title: ['title'],
    classType: ['classType'],
    org: ['schoolSourcedId', 'orgSourcedId'],
  },
  required: ['id'],
};
export const ENROLLMENTS: DialectFile = {
  file: 'enrollments',
  kind: 'enrollment',
  columns: {
    id: ID,
    status: STATUS,
    class: ['classSourcedId'],
    user: ['userSourcedId'],
    org: ['schoolSourcedId'],
    role: ['role'],
    beginOn: ['beginDate', 'startDate'],
    endOn: ['endDate'],
  },
  required: ['class', 'user', 'role'],
  idOf: ['class', 'user', 'role'],
};
export const USERS_WITH_ROLE: DialectFile = {
  file: 'users',
  kind: 'user',
  columns: { ...PERSON, role: ['role'], orgs: ['orgSourcedIds', 'orgSourcedId'] },
  required: ['id', 'givenName', 'familyName', 'role', 'orgs'],
};
export const USERS_WITHOUT_ROLE: DialectFile = {
  file: 'users',
  kind: 'user',
  columns: { ...PERSON, primaryOrg: ['primaryOrgSourcedId'] },
  required: ['id', 'givenName', 'familyName'],
};
export const ROLES: DialectFile = {
  file: 'roles',
  kind: 'role',
  columns: {
    id: ID,
    status: STATUS,
    user: ['userSourcedId'],
    org: ['orgSourcedId'],
    role: ['role'],
    primary: ['roleType', 'isPrimary'],
    grade: ['grade'],
    session: ['sessionSourcedId'],
    beginOn: ['beginDate', 'roleStartDate'],
    endOn: ['endDate', 'roleEndDate'],
  },
  required: ['user', 'org', 'role'],
  idOf: ['user', 'org', 'role', 'session'],
};
