import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { FieldProblem } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import type { LabelRun } from './label-words.js';
import { OFF_PAGE_ASKED, OFF_PAGE_ID, refusedOffPage, type OffPage } from './off-page.rules.js';

type Body = Omit<Dto<'ReprintLabelsDto'>, 'allowOffPage'>;

/** What the edge of the page would cut, and whether somebody agreed to it. */
interface Cut {
  offPage: OffPage;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** What is still to be said. */
  asked: FieldProblem[];
}

const NOTHING: FieldProblem[] = [];
const ASKED: FieldProblem[] = [{ field: OFF_PAGE_ID, message: OFF_PAGE_ASKED }];

/** Labels of a run again. What the edge of the page would cut is refused first, then printed once that is agreed to. */
export function useReprint(run: LabelRun) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [agreed, setAgreed] = useState<string | null>(null);
  const { mutate, variables, error, isPending } = useMutation({
    mutationFn: ({ body, allowOffPage }: { body: Body; allowOffPage: boolean }) =>
      ask(
        api.POST('/api/v1/label-runs/{id}/reprint', {
          params: { path: { id: run.id } },
          body: { ...body, allowOffPage },
        }),
      ),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['label-runs'] });
      await navigate({ to: '/labels/runs/$id', params: { id } });
    },
  });
  const offPage = refusedOffPage(error);
  const refused = JSON.stringify(variables?.body);
  const cut: Cut | null = offPage && {
    offPage,
    checked: agreed === refused,
    onChange: (checked) => setAgreed(checked ? refused : null),
    asked: agreed === refused ? NOTHING : ASKED,
  };
  return {
    /** Agreed to is what was refused: another place or printer cuts something else. */
    send: (body: Body): void => mutate({ body, allowOffPage: agreed === JSON.stringify(body) }),
    isPending,
    error: offPage ? null : error,
    cut,
  };
}
