import type { Dto } from '../../lib/api.js';
import { gradeText } from '../../lib/person-words.js';

type Grade = Dto<'GradeCollectionDto'>;

const count = (value: number): string => value.toLocaleString('en-US');

/** In the middle of a sentence: "grade 8", "TK". */
const gradeWord = (grade: string): string => (gradeText(grade) ?? grade).replace('Grade', 'grade');

/** The whole of what a grade, or the school, has to bring back. */
export const shareOf = ({ out, returned }: Pick<Grade, 'out' | 'returned'>): number =>
  returned / Math.max(1, out + returned);

/** "Collected 612 of 1,187: grade 8 is furthest behind". `grades`: the furthest behind first. */
export function collectionSentence(grades: readonly Grade[]): string {
  const returned = grades.reduce((sum, grade) => sum + grade.returned, 0);
  const all = grades.reduce((sum, grade) => sum + grade.out + grade.returned, 0);
  if (returned === 0) return `Nothing collected yet: ${count(all)} students have their 1:1 device`;
  const sentence = `Collected ${count(returned)} of ${count(all)}`;
  if (returned === all) return `${sentence}: all are back`;
  const last = grades.at(0);
  const differs = grades.some((grade) => last && shareOf(grade) > shareOf(last));
  return last?.grade && differs ? `${sentence}: ${gradeWord(last.grade)} is furthest behind` : sentence;
}
