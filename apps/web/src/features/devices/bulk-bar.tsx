import { Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import { can, useSession } from '../../lib/session.js';
import type { Selection } from '../../lib/use-selection.js';
import { BulkForm, type BulkKind } from './bulk-form.js';
import { exactCount } from './device-queries.js';
import styles from './devices.module.css';

const ACTIONS: { kind: BulkKind; label: string; may: string }[] = [
  { kind: 'move', label: 'Move', may: 'device:edit' },
  { kind: 'state', label: 'State', may: 'device:change-state' },
  { kind: 'condition', label: 'Condition', may: 'device:edit' },
  { kind: 'clear-hold', label: 'Clear hold', may: 'device:clear-hold' },
  { kind: 'edit', label: 'Edit field', may: 'device:edit' },
];

/** What this account may do to many devices; none: no check boxes. */
export function useBulkActions(): typeof ACTIONS {
  const session = useSession();
  return ACTIONS.filter(({ may }) => can(session, may));
}

/** All that the list shows, also what is not loaded. */
export interface Everything {
  /** `1000`: or more. */
  count: number;
  selection: Dto<'BulkSelectionDto'>;
}

interface BulkBarProps {
  selection: Selection;
  everything?: Everything;
}

const number = (value: number): string => value.toLocaleString('en-US');

/** One bulk change has no more. */
const MOST = 50_000;

/** How many devices “all that match” are, before anything is done with them; `null`: not known yet. */
function useExactCount(everything: Everything | undefined): number | null {
  const text = everything?.selection.query;
  const { data } = useQuery({
    queryKey: ['devices', 'exact-count', text],
    queryFn: ({ signal }) => exactCount(text ?? '', signal),
    enabled: text !== undefined && everything?.count === 1000,
  });
  if (everything === undefined) return null;
  return everything.count < 1000 || text === undefined ? everything.count : (data ?? null);
}

const allWords = (count: number | null): string =>
  count === null ? 'Counting all that match …' : `All ${count > MOST ? `${number(MOST)}+` : number(count)} selected`;

/** At the bottom of the window while something is selected: how many, what to do, and the offer of all that match. */
export function BulkBar({ selection, everything }: BulkBarProps): ReactNode {
  const actions = useBulkActions();
  const [kind, setKind] = useState<BulkKind | null>(null);
  const exact = useExactCount(selection.everything ? everything : undefined);
  const { ids } = selection;
  if (ids.length === 0 && !selection.everything) return null;
  const all = everything && `${number(everything.count)}${everything.count === 1000 ? '+' : ''}`;
  const chosen = selection.everything && everything ? everything.selection : { ids: [...ids] };
  return (
    <section className={styles.bulkBar} aria-label="Selected devices">
      {kind && <BulkForm key={kind} kind={kind} selection={chosen} onClose={() => setKind(null)} />}
      <div className={styles.bulkLine}>
        <strong role="status">{selection.everything ? allWords(exact) : `${number(ids.length)} selected`}</strong>
        {everything && !selection.everything && everything.count > ids.length && (
          <Button variant="subtle" size="compact-sm" onClick={selection.selectEverything}>
            Select all {all} that match
          </Button>
        )}
        <span className={styles.bulkActions}>
          {actions.map((action) => (
            <Button
              key={action.kind}
              variant="default"
              size="compact-sm"
              aria-expanded={kind === action.kind}
              onClick={() => setKind(kind === action.kind ? null : action.kind)}
            >
              {action.label}
            </Button>
          ))}
        </span>
        <CloseButton aria-label="Clear the selection" onClick={selection.clear} />
      </div>
    </section>
  );
}
