import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask, type Dto } from '../../lib/api.js';

export const disclosuresQueryOf = (id: string) =>
  queryOptions({
    queryKey: ['person', id, 'disclosures'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/people/{id}/disclosures', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: false,
  });

export const correctionsQueryOf = (id: string) =>
  queryOptions({
    queryKey: ['person', id, 'corrections'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/people/{id}/corrections', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: false,
  });

/** What is done with a record, and what of the page is read anew afterwards. */
function useRecordWrite<Body, Answer>(
  personId: string,
  send: (body: Body) => Promise<Answer>,
  done: (answer: Answer) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (answer) => {
      for (const { queryKey } of [disclosuresQueryOf(personId), correctionsQueryOf(personId)])
        await client.invalidateQueries({ queryKey });
      done(answer);
    },
  });
}

const of = (id: string) => ({ params: { path: { id } } });

export const useMakeRecord = (id: string, done: (made: Dto<'DisclosureDto'>) => void) =>
  useRecordWrite(
    id,
    (body: Dto<'MakeRecordDto'>) => ask(api.POST('/api/v1/people/{id}/record', { ...of(id), body })),
    done,
  );

export const useNoteDisclosure = (id: string, done: () => void) =>
  useRecordWrite(
    id,
    (body: Dto<'NewDisclosureDto'>) => ask(api.POST('/api/v1/people/{id}/disclosures', { ...of(id), body })),
    done,
  );

export const useAskCorrection = (id: string, done: () => void) =>
  useRecordWrite(
    id,
    (body: Dto<'NewCorrectionDto'>) => ask(api.POST('/api/v1/people/{id}/corrections', { ...of(id), body })),
    done,
  );

export const useAnswerCorrection = (id: string, correctionId: string, done: () => void) =>
  useRecordWrite(
    id,
    (body: Dto<'AnswerCorrectionDto'>) =>
      ask(api.POST('/api/v1/corrections/{id}/answer', { ...of(correctionId), body })),
    done,
  );
