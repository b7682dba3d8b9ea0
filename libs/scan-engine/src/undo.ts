import type { Decision, ScanRequest } from './contract.js';
import type { Value } from './messages.js';

/** What came since; `gone-on`: another loan stands on the device by now, `newer`: something else. */
type Since =
  | 'gone-on'
  | 'returned'
  | 'received'
  | 'sent'
  | 'found'
  | 'handed-over'
  | 'moved'
  | 'moved-in-bulk'
  | 'held'
  | 'lifted'
  | 'missing'
  | 'stolen'
  | 'state'
  | 'merged'
  | 'renewed'
  | 'newer';

/** Why an undo is refused; `nothing-else`: what is left was refused before. */
export type UndoRefusal =
  | Since
  | 'nothing'
  | 'nothing-else'
  | 'undone'
  | 'too-late'
  | 'not-yours'
  | 'site-closed'
  | 'place-closed'
  | 'slot-gone';

/**
 * Row UNDO-NO, for the server, which alone knows what has happened since. Values by refusal: what came since
 * `{ tag, by, station, at }`, gone-on with `holder`, state with `state`; too-late `{ minutes }`, not-yours `{ by }`,
 * site-closed `{ tag, site }`, place-closed `{ tag, place }`, slot-gone `{ tag, place, slot, slots }`; the others none.
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
