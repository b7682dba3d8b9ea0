import type { RecordKind } from './roster-kinds.js';

/** A field of a record: the headers that give it (as `foldHeader` folds them), or what it always is. */
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
  /** Makes up the id of a record that has none, from these fields. */
  idOf?: readonly string[];
}

const ID = ['sourced id'];
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
    parent: ['parent sourced id'],
  },
  required: ['id', 'name'],
};
const PERSON = {
  id: ID,
  status: STATUS,
  givenName: ['given name'],
  familyName: ['family name'],
  username: ['username', 'user name'],
  identifier: ['identifier'],
  userIds: ['user ids', 'user id'],
  email: ['email'],
  phone: ['phone'],
  sms: ['sms'],
  agents: ['agent sourced ids', 'agents'],
  grade: ['grades', 'grade'],
} as const;
export const CLASSES: DialectFile = {
  file: 'classes',
  kind: 'class',
  columns: {
    id: ID,
    status: STATUS,
    title: ['title'],
    classType: ['class type'],
    org: ['school sourced id', 'org sourced id'],
  },
  required: ['id'],
};
export const ENROLLMENTS: DialectFile = {
  file: 'enrollments',
  kind: 'enrollment',
  columns: {
    id: ID,
    status: STATUS,
    class: ['class sourced id'],
    user: ['user sourced id'],
    org: ['school sourced id'],
    role: ['role'],
    beginOn: ['begin date', 'start date'],
    endOn: ['end date'],
  },
  required: ['class', 'user', 'role'],
  idOf: ['class', 'user', 'role'],
};
export const USERS_WITH_ROLE: DialectFile = {
  file: 'users',
  kind: 'user',
  columns: { ...PERSON, role: ['role'], orgs: ['org sourced ids', 'org sourced id'] },
  required: ['id', 'givenName', 'familyName', 'role', 'orgs'],
};
export const USERS_WITHOUT_ROLE: DialectFile = {
  file: 'users',
  kind: 'user',
  columns: { ...PERSON, primaryOrg: ['primary org sourced id'] },
  required: ['id', 'givenName', 'familyName'],
};
export const ROLES: DialectFile = {
  file: 'roles',
  kind: 'role',
  columns: {
    id: ID,
    status: STATUS,
    user: ['user sourced id'],
    org: ['org sourced id'],
    role: ['role'],
    primary: ['role type', 'is primary'],
    grade: ['grade'],
    session: ['session sourced id'],
    beginOn: ['begin date', 'role start date'],
    endOn: ['end date', 'role end date'],
  },
  required: ['user', 'org', 'role'],
  idOf: ['user', 'org', 'role', 'session'],
};
