import type { Dto } from '../../lib/api.js';
import { gradeText } from '../../lib/person-words.js';
import { dayText } from '../../lib/time.js';

type Grade = Dto<'GradeCollectionDto'>;

const count = (value: number): string => value.toLocaleString('en-US');

/** In the middle of a sentence: "grade 8", "TK". */
const gradeWord = (grade: string): string => (gradeText(grade) ?? grade).replace('Grade', 'grade');

/** What a grade, or the school, has to bring back by the last day. */
export const targetOf = ({ out, returned }: Pick<Grade, 'out' | 'returned'>): number => out + returned;

export const shareOf = (grade: Pick<Grade, 'out' | 'returned'>): number =>
  grade.returned / Math.max(1, targetOf(grade));

/** How far the bar of a grade goes, and where its target stands, of everybody who has or had a 1:1 device. */
export function barOf(grade: Pick<Grade, 'out' | 'returned' | 'kept'>): { done: number; target: number } {
  const all = Math.max(1, targetOf(grade) + grade.kept);
  return { done: grade.returned / all, target: targetOf(grade) / all };
}

/** "Collected 612 of 1,187 due by Jun 12, 2027: grade 8 is furthest behind". `grades`: the furthest behind first. */
export function collectionSentence(grades: readonly Grade[], lastDay: string | null): string {
  const returned = grades.reduce((sum, grade) => sum + grade.returned, 0);
  const all = grades.reduce((sum, grade) => sum + targetOf(grade), 0);
  const by = lastDay ? ` by ${dayText(lastDay)}` : '';
  if (all === 0) return 'No 1:1 device is to be collected this school year';
  if (returned === 0) return `Nothing collected yet: ${count(all)} students are to return their 1:1 device${by}`;
  const sentence = `Collected ${count(returned)} of ${count(all)}${by && ` due${by}`}`;
  if (returned === all) return `${sentence}: all are back`;
  const last = grades.at(0);
  const differs = grades.some((grade) => last && targetOf(grade) > 0 && shareOf(grade) > shareOf(last));
  return last?.grade && differs ? `${sentence}: ${gradeWord(last.grade)} is furthest behind` : sentence;
}
