import { LONGEST_NAME } from '@app/kernel';
import type { FieldSpec } from '@app/platform';

/** What a roster is made of, whatever its dialect calls it. */
export const RECORD_KINDS = ['org', 'user', 'role', 'class', 'enrollment', 'link'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/**
 * What is kept of a record, in the order of `roster_record.vals`. A link leads from a student to a guardian, or the
 * other way round. `word` of a role is the source's own, `kind` what it means to us.
 */
export const RECORD_FIELDS = {
  org: ['name', 'type', 'identifier', 'parent'],
  user: [
    'givenName',
    'familyName',
    'username',
    'identifier',
    'sourcedId',
    'userIds',
    'email',
    'phone',
    'grade',
    'primaryOrg',
  ],
  role: ['user', 'org', 'kind', 'word', 'primary', 'grade', 'beginOn', 'endOn', 'place'],
  class: ['title', 'homeroom', 'org'],
  enrollment: ['class', 'user', 'org', 'kind', 'beginOn', 'endOn'],
  link: ['user', 'agent', 'relation'],
} as const satisfies Record<RecordKind, readonly string[]>;

export type RecordField<K extends RecordKind> = (typeof RECORD_FIELDS)[K][number];

/** Expressions for the fields of a kind: `vals[1] AS "givenName"`. */
export const valueColumns = (kind: RecordKind, vals = 'vals'): string =>
  RECORD_FIELDS[kind].map((field, at) => `${vals}[${at + 1}] AS "${field}"`).join(', ');

const ID = { kind: 'code', max: 255, aliases: [] } as const;
const text = (code: string, max = 255): FieldSpec => ({ code, label: code, kind: 'text', max, aliases: [] });
const id = (code: string): FieldSpec => ({ code, label: code, ...ID });
const day = (code: string): FieldSpec => ({ code, label: code, kind: 'day', aliases: [] });

/** How the cells that a dialect maps are read. `role`, `orgs` and `agents` of a user become roles and links of their own, a contact a person with both. */
export const CELL_FIELDS: Readonly<Record<RecordKind, readonly FieldSpec[]>> = {
  org: [id('id'), text('status', 40), text('name'), text('type', 60), id('identifier'), id('parent')],
  user: [
    id('id'),
    text('status', 40),
    text('givenName', LONGEST_NAME),
    text('familyName', LONGEST_NAME),
    text('username'),
    id('identifier'),
    text('userIds', 2_000),
    { code: 'email', label: 'email', kind: 'email', aliases: [] },
    text('phone', 40),
    text('sms', 40),
    text('grade', 200),
    id('primaryOrg'),
    text('role', 60),
    text('orgs', 20_000),
    text('agents', 20_000),
    id('contactId'),
    text('contactName', LONGEST_NAME),
    text('contactRelation', 60),
    text('contactType', 60),
    { code: 'contactEmail', label: 'contactEmail', kind: 'email', aliases: [] },
    text('contactPhone', 40),
  ],
  role: [
    id('id'),
    text('status', 40),
    id('user'),
    id('org'),
    text('role', 60),
    text('primary', 20),
    text('grade', 60),
    day('beginOn'),
    day('endOn'),
    text('session'),
  ],
  class: [
    id('id'),
    text('status', 40),
    text('title'),
    text('classType', 60),
    id('org'),
    id('teacher'),
    text('subject'),
    text('course'),
    text('name'),
  ],
  enrollment: [
    id('id'),
    text('status', 40),
    id('class'),
    id('user'),
    id('org'),
    text('role', 60),
    day('beginOn'),
    day('endOn'),
  ],
  link: [id('id'), text('status', 40), id('user'), id('agent'), text('role', 60)],
};
