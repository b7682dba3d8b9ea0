import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCan } from '../lib/session.js';

interface LabelsLinkProps {
  /** What is chosen on the page of labels: `kind`, `site`, `ids` and the others of its address. */
  search: Record<string, string>;
  /** Where it is printed; without it any site of the account. */
  siteId?: string;
  /** Beside a heading. */
  small?: boolean;
  fullWidth?: boolean;
  children: ReactNode;
}

/** To labels of what is on the page, for who may print. */
export function LabelsLink({ search, siteId, small, fullWidth, children }: LabelsLinkProps): ReactNode {
  const mayPrint = useCan('label:print', siteId);
  if (!mayPrint) return null;
  return (
    <Button
      variant="default"
      size={small ? 'compact-sm' : 'sm'}
      fullWidth={fullWidth}
      justify={fullWidth ? 'flex-start' : undefined}
      renderRoot={(props) => <Link to="/labels" search={search as never} {...props} />}
    >
      {children}
    </Button>
  );
}
