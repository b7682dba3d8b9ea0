import type { ReactNode } from 'react';
import type { UrlState } from '../lib/use-url-state.js';
import { ignoredParams } from './ignored-params.js';
import notes from './notes.module.css';

/** An address that is only partly understood still opens its list, and says what it left out. */
export function IgnoredNotice({ url, query }: { url: UrlState; query: object }): ReactNode {
  const ignored = ignoredParams(url, query);
  if (ignored.length === 0) return null;
  return (
    <p className={notes.warning} role="status">
      Part of the address was not understood and is ignored: {ignored.join(', ')}
    </p>
  );
}
