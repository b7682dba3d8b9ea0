import type { Dto } from './api.js';

export type Person = Dto<'PersonDto'>;
export type PersonDetail = Dto<'PersonDetailDto'>;

export const fullName = ({ givenName, familyName }: { givenName: string; familyName: string }): string =>
  `${givenName} ${familyName}`;

export const sortName = ({ givenName, familyName }: Person): string => `${familyName}, ${givenName}`;

export const gradeText = (grade: string | null): string | null =>
  grade === null ? null : /^\d+$/.test(grade) ? `Grade ${grade}` : grade;

export const GRADES = ['PK', 'TK', 'K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

export const KINDS: Record<Dto<'PersonKind'>, string> = { student: 'Student', staff: 'Staff' };
