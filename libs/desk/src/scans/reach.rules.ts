import type { Decision, DeskFacts, ScanRequest } from '@app/scan-engine';

/** A look at a person's record that belongs into the access log. */
export interface Reach {
  action: 'desk.person-looked-up' | 'desk.person-of-other-site';
  personId: string;
  foreign: boolean;
  detail: { scanId: string; foreign: boolean };
}

/**
 * The desk reaches across sites: an exact code resolves district-wide. Each such look at a person is logged, and so is
 * each look-up of a person; handing out and taking back at one's own site stands in the ledger itself.
 */
export function reachOf(request: ScanRequest, facts: DeskFacts, decision: Decision): Reach | null {
  // The answer to a batch names nobody but who receives, and they were scanned before.
  // A note shows nobody: its row was answered before.
  if (request.act.kind === 'batch' || request.act.kind === 'note') return null;
  const [scanned] = facts.found.persons;
  const holder = facts.found.devices[0]?.loan?.person;
  const foreignId = scanned?.foreign ? scanned.id : holder?.foreign ? holder.id : null;
  if (foreignId) {
    return {
      action: 'desk.person-of-other-site',
      personId: foreignId,
      foreign: true,
      detail: { scanId: request.id, foreign: true },
    };
  }
  if (request.mode === 'look' && decision.subject?.of === 'person') {
    return {
      action: 'desk.person-looked-up',
      personId: decision.subject.recordId,
      foreign: false,
      detail: { scanId: request.id, foreign: false },
    };
  }
  return null;
}
