import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Block } from '../../../components/page.js';
import { ErrorState } from '../../../components/states.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { CodeRules } from '../code-rules.js';
import { CONFLICT } from './site-details.js';
import { siteCodeRulesQuery, useSiteChange, type Site } from './site-queries.js';

/** How the codes of a site are written, beside the district's rules. */
export function SiteCodeRules({ site }: { site: Site }): ReactNode {
  const { data, error, refetch } = useQuery(siteCodeRulesQuery(site.id));
  const save = useSiteChange(site.id, (rules: Dto<'NewCodeRuleDto'>[]) =>
    ask(
      api.PUT('/api/v1/sites/{id}/code-rules', {
        params: { path: { id: site.id } },
        body: { version: site.version, rules },
      }),
    ).finally(() => void refetch()),
  );
  if (!data && error) return <ErrorState error={error} what="The rules for codes" onRetry={() => void refetch()} />;
  return (
    <Block title="How codes are written">
      {data && (
        <CodeRules rules={data.rules} conflict={CONFLICT} save={save}>
          A code that nobody has as it stands is read as these rules write it, at the desks of this site and in search;
          then as <Link to="/admin/district">the district’s rules</Link> do.
        </CodeRules>
      )}
    </Block>
  );
}
