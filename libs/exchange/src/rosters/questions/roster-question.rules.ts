import type { CalendarDay } from '@app/kernel';

export const QUESTION_KINDS = ['missing', 'returned'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export const QUESTION_ANSWERS = ['withdraw', 'still-here', 'later', 'take-back', 'stays-withdrawn'] as const;
export type QuestionAnswer = (typeof QUESTION_ANSWERS)[number];

const ANSWERS: Readonly<Record<QuestionKind, readonly QuestionAnswer[]>> = {
  missing: ['withdraw', 'still-here', 'later'],
  returned: ['take-back', 'stays-withdrawn', 'later'],
};

export interface AnswerFault {
  field: 'answer' | 'on';
  message: string;
}

/** A withdrawal has a day that has come, "ask again later" one that has not; other answers have none. */
export function answerFault(
  kind: QuestionKind,
  { answer, on }: { answer: QuestionAnswer; on?: CalendarDay },
  today: CalendarDay,
): AnswerFault | null {
  if (!ANSWERS[kind].includes(answer))
    return { field: 'answer', message: `must be one of ${ANSWERS[kind].join(', ')}` };
  if (answer === 'withdraw' && (on === undefined || on > today))
    return { field: 'on', message: 'must be today or an earlier day' };
  if (answer === 'later' && (on === undefined || on <= today)) return { field: 'on', message: 'must be a day to come' };
  return answer !== 'withdraw' && answer !== 'later' && on !== undefined
    ? { field: 'on', message: 'belongs to no such answer' }
    : null;
}
