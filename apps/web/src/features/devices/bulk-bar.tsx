import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { ExportMenu, type ExportedView } from '../../components/exports/export-menu.js';
import { SelectionBar } from '../../components/selection-bar.js';
import type { Dto } from '../../lib/api.js';
import { can, useCan, useSession } from '../../lib/session.js';
import type { Selection } from '../../lib/use-selection.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { BulkForm, type BulkKind } from './bulk-form.js';
import { fileColumns } from './list-look.js';
import { countText } from './view-queries.js';

const ACTIONS: { kind: BulkKind; label: string; may: string }[] = [
  { kind: 'move', label: 'Move', may: 'device:edit' },
  { kind: 'state', label: 'State', may: 'device:change-state' },
  { kind: 'condition', label: 'Condition', may: 'device:edit' },
  { kind: 'clear-hold', label: 'Clear hold', may: 'device:clear-hold' },
  { kind: 'edit', label: 'Edit field', may: 'device:edit' },
];

/** What this account may do to many devices; whoever reads a list may export its rows. */
function useBulkActions(): typeof ACTIONS {
  const session = useSession();
  return ACTIONS.filter(({ may }) => can(session, may));
}

/** Ids of a selection are too many for an address: they stand in the history entry. */
export function usePrintLabels(): (selection: Dto<'BulkSelectionDto'>) => void {
  const navigate = useNavigate();
  return ({ ids, query }) =>
    void navigate({
      to: '/labels',
      search: { kind: 'device', ...(query === undefined ? { by: 'ids' } : listSearch(query)) },
      state: { labels: { ids } },
    } as never);
}

/** Labels of a list of one site are printed there. */
export const listSearch = (list: string): Record<string, string> => ({
  ...{ by: 'list', list },
  site: new URLSearchParams(list).get('site') ?? '',
});

const exported = ({ ids, query }: Dto<'BulkSelectionDto'>): Pick<ExportedView, 'query' | 'ids'> =>
  query === undefined ? { query: {}, ids } : { query: Object.fromEntries(new URLSearchParams(query)) };

/** All that the list shows, also what is not loaded. */
export interface Everything {
  /** `null`: still being counted. */
  count: number | null;
  selection: Dto<'BulkSelectionDto'>;
}

interface BulkBarProps {
  selection: Selection;
  everything?: Everything;
}

const allWords = (count: number | null): string =>
  count === null ? 'Counting all that match …' : `All ${countText(count)} selected`;

/** At the bottom of the window while something is selected: how many, what to do, and the offer of all that match. */
export function BulkBar({ selection, everything }: BulkBarProps): ReactNode {
  const actions = useBulkActions();
  const mayPrint = useCan('label:print');
  const printLabels = usePrintLabels();
  const [url] = useUrlState();
  const [kind, setKind] = useState<BulkKind | null>(null);
  const { ids } = selection;
  if (ids.length === 0 && !selection.everything) return null;
  const count = everything?.count ?? null;
  const chosen = selection.everything && everything ? everything.selection : { ids: [...ids] };
  return (
    <SelectionBar
      label="Selected devices"
      words={selection.everything ? allWords(count) : `${countText(ids.length)} selected`}
      form={kind && <BulkForm key={kind} kind={kind} selection={chosen} onClose={() => setKind(null)} />}
      offer={
        everything &&
        !selection.everything &&
        (count === null || count > ids.length) && (
          <Button variant="subtle" size="compact-sm" onClick={selection.selectEverything}>
            Select all {count !== null && `${countText(count)} `}that match
          </Button>
        )
      }
      onClear={selection.clear}
    >
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
      {mayPrint && (
        <Button variant="default" size="compact-sm" onClick={() => printLabels(chosen)}>
          Print labels
        </Button>
      )}
      <ExportMenu small selected list="devices" columns={fileColumns(url)} {...exported(chosen)} />
    </SelectionBar>
  );
}
