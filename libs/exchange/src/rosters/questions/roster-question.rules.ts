import type { CalendarDay } from '@app/kernel';
import { addDays } from '@app/kernel';

export const QUESTION_KINDS = ['missing', 'returned', 'number-reused'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export const QUESTION_ANSWERS = [
  'withdraw',
  'still-here',
  'later',
  'take-back',
  'stays-withdrawn',
  'same-person',
  'somebody-else',
] as const;
export type QuestionAnswer = (typeof QUESTION_ANSWERS)[number];

const ANSWERS: Readonly<Record<QuestionKind, readonly QuestionAnswer[]>> = {
  missing: ['withdraw', 'still-here', 'later'],
  returned: ['take-back', 'stays-withdrawn', 'later'],
  'number-reused': ['same-person', 'somebody-else', 'later'],
};

export interface AnswerFault {
  field: 'answer' | 'on';
  message: string;
}

/** So long before the question somebody may have left, and so long an answer may be put off. */
export const ANSWER_DAYS = 60;

/** A withdrawal has a day that has come, "ask again later" one that has not; other answers have none. */
export function answerFault(
  kind: QuestionKind,
  { answer, on }: { answer: QuestionAnswer; on?: CalendarDay },
  { today, leftFrom }: { today: CalendarDay; leftFrom: CalendarDay },
): AnswerFault | null {
  if (!ANSWERS[kind].includes(answer))
    return { field: 'answer', message: `must be one of ${ANSWERS[kind].join(', ')}` };
  if (answer === 'withdraw' && (on === undefined || on > today))
    return { field: 'on', message: 'must be today or an earlier day' };
  if (answer === 'withdraw' && on! < leftFrom)
    return {
      field: 'on',
      message: `must not be before ${leftFrom}: ${ANSWER_DAYS} days before the question, or the last loan`,
    };
  if (answer === 'later' && (on === undefined || on <= today || on > addDays(today, ANSWER_DAYS)))
    return { field: 'on', message: `must be one of the next ${ANSWER_DAYS} days` };
  return answer !== 'withdraw' && answer !== 'later' && on !== undefined
    ? { field: 'on', message: 'belongs to no such answer' }
    : null;
}
