import { isGrade } from '@app/kernel';

export type PersonRole = 'student' | 'staff' | 'guardian';

const ROLES: Readonly<Record<string, PersonRole>> = {
  student: 'student',
  learner: 'student',
  guardian: 'guardian',
  parent: 'guardian',
  relative: 'guardian',
  aide: 'staff',
  administrator: 'staff',
  counselor: 'staff',
  districtadministrator: 'staff',
  faculty: 'staff',
  instructor: 'staff',
  principal: 'staff',
  proctor: 'staff',
  professor: 'staff',
  siteadministrator: 'staff',
  staff: 'staff',
  systemadministrator: 'staff',
  teacher: 'staff',
};

/** What a source's role means here; `null`: nothing. Words of a district's own (`ext:coach`) are staff: who is a student says so. */
export function roleOf(word: string | null): PersonRole | null {
  if (word === null) return null;
  const folded = word.toLowerCase().replace(/[^a-z:]/g, '');
  return ROLES[folded] ?? (folded.startsWith('ext:') ? 'staff' : null);
}

const GRADES: Readonly<Record<string, string>> = {
  k: 'K',
  kg: 'K',
  '0': 'K',
  kinder: 'K',
  kindergarten: 'K',
  tk: 'TK',
  '-1': 'TK',
  pk: 'PK',
  pr: 'PK',
  '-2': 'PK',
  it: 'PK',
  infanttoddler: 'PK',
  prek: 'PK',
  prekindergarten: 'PK',
  preschool: 'PK',
  transitionalkindergarten: 'TK',
};

/** The first grade of a list, as the product writes it: `09,10` is `9`, `KG` is `K`. `null`: none that it knows (`UG`, `Other`). */
export function gradeOf(text: string | null): string | null {
  const first = listOf(text)[0]
    ?.toLowerCase()
    .replace(/(?<=[a-z])[\s_-]+/g, '');
  if (first === undefined) return null;
  const number = /^0*(\d{1,2})(?:st|nd|rd|th)?$/.exec(first)?.[1];
  const grade = GRADES[number ?? first] ?? number ?? null;
  return grade !== null && isGrade(grade) ? grade : null;
}

/** `org1, org2`: the entries of a cell that is a list, each once. */
export const listOf = (cell: string | null): string[] => [
  ...new Set(
    (cell ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
];

/** Whether a record is a person's primary one: `primary` (OneRoster) or `TRUE` (Microsoft). */
export const isPrimary = (cell: string | null): boolean => /^(?:primary|true|1|yes)$/i.test(cell ?? '');

/** OneRoster's class type, in any case; some write it in the period or the type of their own. */
export const isHomeroom = (cell: string | null): boolean => /homeroom|home room|^hr$|advisory/i.test(cell ?? '');

/** Whom to call in an emergency is not who answers for a student's devices. */
export const isEmergencyOnly = (contactType: string | null): boolean => /emergency/i.test(contactType ?? '');

export type Status = 'active' | 'gone' | 'missing' | 'unknown';

export function statusOf(cell: string | null): Status {
  const word = cell?.toLowerCase() ?? '';
  return word === '' ? 'missing' : word === 'active' ? 'active' : word === 'tobedeleted' ? 'gone' : 'unknown';
}
