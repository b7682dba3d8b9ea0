import { listed, refuseUndo } from '@app/scan-engine';
import type { Decision, ScanRequest, UndoRefusal } from '@app/scan-engine';

/** How long a desk may take back its own scans, and how long somebody with the right may take back anybody's (ux §3.10). */
export const OWN_UNDO_MINUTES = 15;
export const ANY_UNDO_HOURS = 24;

export interface UndoTarget {
  scanId: string;
  accountId: string;
  siteId: string;
  /** Who scanned it. */
  by: string | null;
  receivedAt: string;
  /** It changed something. */
  undoable: boolean;
  undone: boolean;
  deviceId: string | null;
  /** Of the devices that it changed. */
  tags: string[];
  /** Of the device that it was about. */
  tag: string | null;
  personId: string | null;
  headline: string | null;
  /** What came since and contradicts it, by device. */
  blockers: Blocker[];
  /** A device that would go back to a site, a room or a cart that is closed by now, or to a slot that its cart has no more. */
  closed: { tag: string | null; site?: string; place?: string; slot?: number; slots?: number } | null;
}

interface Blocker {
  tag: string | null;
  /** Of the ledger's entry. */
  type: string;
  at: string;
  by: string | null;
  station: string | null;
  inBulk: boolean;
  /** That it became. */
  state: string | null;
  /** Of a check-out: who has it now. */
  holder: string | null;
}

export interface UndoFacts {
  now: string;
  accountId: string;
  /** `scan:undo-own` and `scan:undo-any` at the site of the scan. */
  mayUndoOwn: boolean;
  mayUndoAny: boolean;
  /** `left`: nothing but what was refused before. */
  target: UndoTarget | { left: true } | null;
}

const minutesBetween = (now: string, then: string): number => (Date.parse(now) - Date.parse(then)) / 60_000;

const SINCE: Readonly<Record<string, UndoRefusal>> = {
  'checked-in': 'returned',
  received: 'received',
  sent: 'sent',
  found: 'found',
  'transferred-in-hand': 'handed-over',
  moved: 'moved',
  'hold-placed': 'held',
  'hold-cleared': 'lifted',
  'reported-missing': 'missing',
  'reported-stolen': 'stolen',
  'state-changed': 'state',
  merged: 'merged',
  renewed: 'renewed',
};

function sinceOf({ type, holder, inBulk }: Blocker): UndoRefusal {
  if (holder) return 'gone-on';
  if (inBulk && type === 'moved') return 'moved-in-bulk';
  return SINCE[type] ?? 'newer';
}

function whyNot(request: ScanRequest, facts: UndoFacts, target: UndoTarget): Decision | null {
  const refuse = (...[refusal, values]: [UndoRefusal, Record<string, string | number | null>?]): Decision =>
    refuseUndo(request, refusal, values, target.deviceId);
  const age = minutesBetween(facts.now, target.receivedAt);
  const own = target.accountId === facts.accountId && facts.mayUndoOwn;
  const [blocker] = target.blockers;
  if (target.undone) return refuse('undone');
  if (!target.undoable) return refuse('nothing');
  if (!own && !facts.mayUndoAny) return refuse('not-yours', { by: target.by });
  if (age > ANY_UNDO_HOURS * 60 || (age > OWN_UNDO_MINUTES && !facts.mayUndoAny)) {
    return refuse('too-late', { minutes: facts.mayUndoAny ? ANY_UNDO_HOURS * 60 : OWN_UNDO_MINUTES });
  }
  if (!blocker && target.closed) {
    const { site, slots } = target.closed;
    return refuse(site ? 'site-closed' : slots ? 'slot-gone' : 'place-closed', { ...target.closed });
  }
  if (!blocker) return null;
  const { tag, at, by, station, state, holder } = blocker;
  return refuse(sinceOf(blocker), { tag, at, by, station, state, holder });
}

/** The devices that are as they were; for a note or the like, which moved none, what it had said. */
const whatWas = ({ tags, tag, headline }: UndoTarget): Decision['lines'] =>
  tags.length > 0
    ? [{ key: 'line.tags', values: { tags: listed(tags) } }]
    : headline
      ? [{ key: 'line.taken-back', values: { tag, headline } }]
      : [];

/** Undo is a new event that really reverses the effect, or a refusal that says who and when. */
export function decideUndo(request: ScanRequest, facts: UndoFacts): Decision {
  const { target } = facts;
  if (!target || 'left' in target) return refuseUndo(request, target ? 'nothing-else' : 'nothing');
  const refusal = whyNot(request, facts, target);
  if (refusal) return refusal;
  return {
    row: 'UNDO',
    notes: [],
    headlineRow: 'UNDO',
    class: 'OK',
    headline: { key: 'UNDO', values: {} },
    lines: whatWas(target),
    effects: [{ kind: 'reverse', scanId: target.scanId }],
    quickAnswers: [],
    choices: [],
    context: request.context,
    undoable: false,
    subject: target.deviceId ? { of: 'device', recordId: target.deviceId } : null,
  };
}
