import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Block } from '../../components/page.js';
import { ErrorState } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { CodeRules } from './code-rules.js';
import { districtCodeRulesQuery, districtQuery } from './district-queries.js';

const CONFLICT = 'Somebody else changed the district meanwhile. What you entered is kept: save again.';

/** How codes are written in the whole district. */
export function DistrictCodeRules({ district }: { district: Dto<'DistrictDto'> }): ReactNode {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(districtCodeRulesQuery);
  const save = useMutation({
    mutationFn: (rules: Dto<'NewCodeRuleDto'>[]) =>
      ask(api.PUT('/api/v1/district/code-rules', { body: { version: district.version, rules } })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: districtQuery.queryKey });
      void client.invalidateQueries({ queryKey: districtCodeRulesQuery.queryKey });
    },
  });
  if (!data && error) return <ErrorState error={error} what="The rules for codes" onRetry={() => void refetch()} />;
  return (
    <Block title="How codes are written">
      {data && (
        <CodeRules rules={data.rules} conflict={CONFLICT} save={save}>
          A code that nobody has as it stands is read as these rules write it, at every desk and in search. A site can
          have rules of its own.
        </CodeRules>
      )}
    </Block>
  );
}
