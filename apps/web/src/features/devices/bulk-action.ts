import { isDay } from '@app/kernel';
import type { FieldProblem } from '../../components/form-problems.js';
import type { Dto } from '../../lib/api.js';

type Action = Dto<'BulkActionDto'>;

/** States that a page can bring about, each with the reasons that its steps know. */
export const STATE_REASONS = {
  received: [],
  'in-stock': [
    'repaired',
    'replaced-under-warranty',
    'no-fault-found',
    'not-repaired',
    'retired-in-error',
    'needed-again',
    'other',
  ],
  deployed: [],
  'in-repair': ['screen', 'keyboard', 'battery', 'charging', 'will-not-start', 'liquid', 'casing', 'other'],
  retired: ['cycle', 'end-of-support', 'beyond-economic-repair', 'surplus', 'parts-donor', 'lease-end', 'other'],
  void: ['created-in-error', 'duplicate', 'order-cancelled'],
} as const satisfies Partial<Record<Dto<'DeviceState'>, readonly string[]>>;

/** The action of a filled form, or what is missing. */
export function bulkAction(
  kind: Dto<'BulkKind'>,
  values: Record<string, string>,
): { action: Action | null; missing: FieldProblem[] } {
  const { siteId, roomId, alsoHome, to, reason, condition, hold } = values;
  const made = (action: Omit<Action, 'kind'>): { action: Action; missing: [] } => ({
    action: { kind, ...action },
    missing: [],
  });
  switch (kind) {
    case 'move':
      return made({ siteId, ...(roomId && { roomId }), ...(alsoHome && { alsoHome: true }) });
    case 'state':
      return made({ to: to as Action['to'], ...(reason && { reason: reason as Action['reason'] }) });
    case 'condition':
      return made({ condition: condition as Action['condition'] });
    case 'clear-hold':
      return made({ hold: hold as Action['hold'], reason: reason as Action['reason'] });
    case 'edit': {
      const { field = '', value = '' } = values;
      if (field === 'warrantyEndsOn' && value !== '' && !isDay(value))
        return { action: null, missing: [{ field: 'bulk-first', message: 'Enter a day' }] };
      return made(edited(field, value));
    }
  }
}

function edited(field: string, value: string): Omit<Action, 'kind'> {
  switch (field) {
    case 'loanerPool':
      return { loanerPool: value === 'yes' };
    case 'funding':
      return { funding: value === '' ? null : [{ sourceId: value, basisPoints: 10_000 }] };
    case 'warrantyEndsOn':
      return { warrantyEndsOn: value || null };
    default:
      return { program: value || null };
  }
}
