import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SessionSite } from '../lib/session.js';

interface SiteSelectProps {
  sites: readonly SessionSite[];
  /** A code; nothing for any site. */
  site: string | undefined;
  onSite: (site: string | null) => void;
}

/** The filter of a list by one site. */
export const SiteSelect = ({ sites, site, onSite }: SiteSelectProps): ReactNode => (
  <NativeSelect
    size="xs"
    aria-label="Site"
    value={site ?? ''}
    data={[
      { value: '', label: 'Any site' },
      ...sites.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
    ]}
    onChange={(event) => onSite(event.currentTarget.value || null)}
  />
);
