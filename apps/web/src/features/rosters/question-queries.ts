import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { api, ask, type Dto } from '../../lib/api.js';
import { sortName } from '../../lib/person-words.js';
import { usePagedQuery, type PagedQuery } from '../../lib/use-paged-query.js';
import type { Kind } from './questions-words.js';
import { ROSTERS, type Question } from './roster-queries.js';

/** So many questions go in one request. */
const AT_ONCE = 200;

export const useQuestions = (kind: Kind, siteId: string | null): PagedQuery<Question> =>
  usePagedQuery<Question>([...ROSTERS, 'questions', kind, siteId], (after, signal) => {
    const query = { kind, limit: 100, ...(siteId && { site: [siteId] }), ...(after && { after }) };
    return ask(api.GET('/api/v1/roster-questions', { params: { query }, signal }));
  });

type Request = Omit<Dto<'AnswerQuestionsDto'>, 'questionIds'>;

export interface Answered {
  names: string[];
  request: Request;
  settledBefore: number;
}

interface Given {
  questions: Question[];
  request: Request;
}

async function answer({ questions, request }: Given): Promise<Answered> {
  const names = questions.map(({ person }) => sortName(person));
  if (questions.length === 1) {
    const [{ id, version }] = questions;
    await ask(
      api.PUT('/api/v1/roster-questions/{id}/answer', { params: { path: { id } }, body: { ...request, version } }),
    );
    return { names, request, settledBefore: 0 };
  }
  let settledBefore = 0;
  for (let from = 0; from < questions.length; from += AT_ONCE) {
    const questionIds = questions.slice(from, from + AT_ONCE).map(({ id }) => id);
    const body = { ...request, questionIds };
    settledBefore += (await ask(api.POST('/api/v1/roster-questions/answers', { body }))).settledBefore;
  }
  return { names, request, settledBefore };
}

/** One answer to one question or to many. Whatever comes of it, the list is asked for again. */
export function useAnswer(): UseMutationResult<Answered, Error, Given> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: answer,
    onSettled: () => client.invalidateQueries({ queryKey: ROSTERS }),
  });
}
