import { Radio } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Block } from '../../../components/page.js';
import { Refused } from '../../../components/refused.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { useProof } from '../../../lib/use-proof.js';
import admin from '../admin.module.css';

const policyQuery = queryOptions({
  queryKey: ['sign-in-policy'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/sign-in-policy', { signal })),
});

/** Whether people may sign in with a password beside the provider. */
export function SignInPolicy(): ReactNode {
  const client = useQueryClient();
  const { data } = useQuery(policyQuery);
  const { proven, asking } = useProof();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'SignInPolicyDto'>) => proven(() => ask(api.PUT('/api/v1/sign-in-policy', { body }))),
    onSuccess: (policy) => client.setQueryData(policyQuery.queryKey, policy),
    onError: () => client.invalidateQueries({ queryKey: policyQuery.queryKey }),
  });
  if (!data) return null;
  return (
    <Block title="Passwords">
      <div className={admin.form}>
        <Radio.Group
          label="Who signs in with a password"
          value={data.passwords}
          onChange={(value) => mutate({ version: data.version, passwords: value })}
        >
          <div className={admin.stack}>
            <Radio value="everybody" label="Everybody who has one" disabled={isPending} />
            <Radio
              value="break-glass"
              label="Emergency accounts alone"
              description="Everybody else uses single sign-on; sessions that a password opened end at once. Mark an administrator as an emergency account first, under Users."
              disabled={isPending}
            />
          </div>
        </Radio.Group>
        {asking}
        <Refused error={error} />
      </div>
    </Block>
  );
}
