import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Dto } from '../lib/api.js';
import { useCan } from '../lib/session.js';

/** Who has it: a link for people of the account's sites, else what the account may know of them. */
export function Holder({ holder }: { holder: Dto<'HolderDto'> | null }): ReactNode {
  const mayRead = useCan('person:read');
  if (!holder) return <span>–</span>;
  const { kind, id, display, siteCode, foreign } = holder;
  if (kind === 'person' && id && !foreign && mayRead)
    return (
      <Link to="/people/$id" params={{ id }}>
        {display}
      </Link>
    );
  if (kind === 'cart' && id)
    return (
      <Link to="/carts/$id" params={{ id }}>
        {display}
      </Link>
    );
  return (
    <span>
      {display.charAt(0).toUpperCase() + display.slice(1)}
      {foreign && siteCode && ` · ${siteCode}`}
    </span>
  );
}
