import type { Decision, ScanRequest } from './contract.js';
import type { Value } from './messages.js';

/** Why an undo is refused; `gone-on`: another loan stands on the device by now. */
export type UndoRefusal =
  'nothing' | 'gone-on' | 'newer' | 'undone' | 'too-late' | 'not-yours' | 'site-closed' | 'place-closed' | 'slot-gone';

/**
 * Row UNDO-NO, for the server, which alone knows what has happened since. Values by refusal: gone-on `{ tag, holder, station, at }`,
 * newer `{ tag, at }`, too-late `{ minutes }`, not-yours `{ by }`, site-closed `{ tag, site }`, place-closed `{ tag, place }`,
 * slot-gone `{ tag, place, slot, slots }`; the others none. `at` is an instant.
 */
export function refuseUndo(
  request: ScanRequest,
  refusal: UndoRefusal,
  values: Readonly<Record<string, Value>> = {},
  deviceId: string | null = null,
): Decision {
  return {
    row: 'UNDO-NO',
    notes: [],
    headlineRow: 'UNDO-NO',
    class: 'STOP',
    headline: { key: `UNDO-NO.${refusal}`, values: { ...values } },
    lines: refusal === 'gone-on' ? [{ key: 'line.check-in-instead', values: {} }] : [],
    effects: [],
    quickAnswers: [],
    choices: [],
    context: request.context,
    undoable: false,
    subject: deviceId === null ? null : { of: 'device', recordId: deviceId },
  };
}
