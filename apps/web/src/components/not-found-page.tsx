import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageTitle } from './page.js';
import { EmptyState } from './states.js';

export function NotFoundPage(): ReactNode {
  usePageTitle('Not found');
  return (
    <EmptyState
      page
      title="There is no such page"
      action={
        <Button component="a" href="/" variant="default">
          Go to Home
        </Button>
      }
    >
      The address may be mistyped, or the record belongs to a site that you do not see.
    </EmptyState>
  );
}
