import type { FieldProblem } from '../../../components/form-problems.js';
import type { Dto } from '../../../lib/api.js';

type Program = Dto<'ProgramDto'>;

export const LIMITS = ['limitOneToOne', 'limitDaily', 'limitLong', 'limitInSchool', 'limitSummer'] as const;
export type Limit = (typeof LIMITS)[number];

/** A row of the form: numbers as they are typed. */
export interface ProgramRow extends Record<Limit, string> {
  key: string;
  grade: string;
  kind: Dto<'ProgramKind'>;
}

let made = 0;
const newKey = (): string => `program-${(made += 1)}`;

export const newRow = (grade = ''): ProgramRow => ({
  key: newKey(),
  grade,
  kind: 'take-home',
  limitOneToOne: '1',
  limitDaily: '1',
  limitLong: '1',
  limitInSchool: '1',
  limitSummer: '1',
});

const limitsOf = <From, To>(limits: Record<Limit, From>, as: (limit: From) => To): Record<Limit, To> =>
  Object.fromEntries(LIMITS.map((limit) => [limit, as(limits[limit])])) as Record<Limit, To>;

export const rowsOf = (programs: readonly Program[]): ProgramRow[] =>
  programs.map(({ grade, kind, ...limits }) => ({ key: newKey(), grade, kind, ...limitsOf(limits, String) }));

export const programsOf = (rows: readonly ProgramRow[]): Program[] =>
  rows.map(({ grade, kind, ...limits }) => ({ grade: grade.trim(), kind, ...limitsOf(limits, Number) }));

/** A row without a grade, a grade twice, a limit that is no number. One problem a row: it is fixed one at a time. */
export function programProblems(rows: readonly ProgramRow[]): FieldProblem[] {
  const seen = new Set<string>();
  return rows.flatMap(({ key, grade: typed, ...limits }) => {
    const grade = typed.trim();
    if (!grade) return [{ field: key, message: 'Give the grade, or take the line away' }];
    if (seen.has(grade)) return [{ field: key, message: `Grade ${grade} stands here twice` }];
    seen.add(grade);
    return LIMITS.every((limit) => /^([0-9]|[1-4][0-9]|50)$/.test(limits[limit].trim()))
      ? []
      : [{ field: key, message: `Grade ${grade}: each limit is a whole number from 0 to 50` }];
  });
}

const GRADES = ['PK', 'TK', 'K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];

/** The next grade of the school that has no line yet; empty when it cannot be told. */
export function nextGrade(rows: readonly ProgramRow[], low: string | null, high: string | null): string {
  const [from, to] = [GRADES.indexOf(low ?? ''), GRADES.indexOf(high ?? '')];
  if (from < 0 || to < 0) return '';
  return GRADES.slice(from, to + 1).find((grade) => !rows.some((row) => row.grade.trim() === grade)) ?? '';
}
