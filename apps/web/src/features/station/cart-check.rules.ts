import type { Rows } from './rows.js';
import type { StationState } from './station-state.js';

/** Look up with a cart open. */
export const isCartCheck = ({ mode, rows, context }: Pick<StationState, 'mode' | 'rows' | 'context'>): boolean =>
  mode === 'look' && cartCheckOf(rows, context.roomId) !== null;

export interface CartCheckState {
  /** Devices that belong into the cart. */
  expected: number;
  seen: string[];
  strays: string[];
}

/** What has been scanned since the cart itself was; null: no cart is being checked. */
export function cartCheckOf({ list }: Rows, cartId: string | null): CartCheckState | null {
  const from = list.findLastIndex(({ answer }) => answer?.row === 'C1' && answer.subject?.recordId === cartId);
  if (cartId === null || from < 0) return null;
  const of = (wanted: string): string[] => [
    ...new Set(
      list.slice(from).flatMap(({ answer }) => (answer?.row === wanted && answer.device ? [answer.device.id] : [])),
    ),
  ];
  return { expected: list[from].answer?.room?.deviceCount ?? 0, seen: of('C2'), strays: of('C3') };
}
