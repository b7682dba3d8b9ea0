import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SelectionBar } from '../../components/selection-bar.js';
import type { Selection } from '../../lib/use-selection.js';
import { onlySiteOf, type Placed } from './print-site.rules.js';

interface PeopleBarProps {
  people: readonly Placed[];
  selection: Selection;
}

/** What can be done with people who are chosen in a list: their cards. Ids are too many for an address. */
export function PeopleBar({ people, selection: { ids, clear } }: PeopleBarProps): ReactNode {
  const navigate = useNavigate();
  if (ids.length === 0) return null;
  const print = (): void =>
    void navigate({
      to: '/labels',
      search: { kind: 'person', by: 'ids', site: onlySiteOf(people, ids) },
      state: { labels: { ids } },
    } as never);
  return (
    <SelectionBar label="Selected people" words={`${ids.length.toLocaleString('en-US')} selected`} onClear={clear}>
      <Button variant="default" size="compact-sm" onClick={print}>
        Print labels
      </Button>
    </SelectionBar>
  );
}
