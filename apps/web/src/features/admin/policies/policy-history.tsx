import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Refused } from '../../../components/refused.js';
import { api, ask } from '../../../lib/api.js';
import { useCan, useCanEverywhere } from '../../../lib/session.js';
import styles from './policies.module.css';
import { policiesQuery } from './policy-queries.js';
import { rowChanges, rowsOf, spanText, type Policy, type PolicyRow } from './policy-state.js';

interface PolicyHistoryProps {
  policy: Policy;
  policyKey: string | null;
  name: string;
  today: string;
}

/** Planned changes, which can be taken back, and everything that was decided before. */
export function PolicyHistory({ policy, policyKey, name, today }: PolicyHistoryProps): ReactNode {
  const client = useQueryClient();
  const mayEditAll = useCanEverywhere('policy:edit');
  const mayEditSite = useCan('policy:edit', policyKey ?? undefined);
  const mayEdit = policy.bySite && policyKey !== null ? mayEditSite : mayEditAll;
  const { mutate, isPending, error } = useMutation({
    mutationFn: (id: string) =>
      ask(api.DELETE('/api/v1/policies/{kind}/changes/{id}', { params: { path: { kind: policy.kind, id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: policiesQuery.queryKey }),
  });
  const rows = rowsOf(policy, policyKey);
  if (rows.length === 0) return null;
  const last = rows[0];
  return (
    <details className={styles.history} open={last.from > today || undefined}>
      <summary>
        History of {name}: {rows.length === 1 ? 'never changed' : `${rows.length - 1} changes`}
      </summary>
      <Refused error={error} />
      <ol>
        {rows.map((row, index) => (
          <li key={row.id}>
            <strong>{spanText(row, today)}</strong>
            <Changes policy={policy} row={row} before={rows.at(index + 1)} />
            <span className={styles.note}>{row.madeBy ? `Planned by ${row.madeBy}` : 'Came with the product'}</span>
            {row === last && row.from > today && mayEdit && (
              <Button variant="default" size="compact-xs" loading={isPending} onClick={() => mutate(row.id)}>
                Take back
              </Button>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

const Changes = ({
  policy,
  row,
  before,
}: {
  policy: Policy;
  row: PolicyRow;
  before: PolicyRow | undefined;
}): ReactNode => {
  const changes = rowChanges(policy.fields, row, before);
  return (
    <ul>
      {changes.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
};
