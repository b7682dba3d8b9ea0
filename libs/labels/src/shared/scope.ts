import type { SiteScope } from '@app/platform';

/** The scope as a bound value: `$1::uuid[] IS NULL OR site_id = ANY ($1)`. */
export const scopeValue = (scope: SiteScope): readonly string[] | null => (scope === 'all' ? null : scope);
