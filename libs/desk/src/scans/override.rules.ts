import type { Decision, DeskFacts, OutcomeClass } from '@app/scan-engine';

/** A refusal that a supervisor's card lifted, as the desk keeps it. */
export interface Override {
  refusedScanId: string;
  refusedRow: string;
  givenRow: string;
  cardAccountId: string;
  deviceId: string | null;
}

/** Refused again, or nothing left to do. */
const LIFTS_NOTHING: readonly OutcomeClass[] = ['STOP', 'ALARM', 'AGAIN'];

export function overrideOf({ card, answered }: DeskFacts, decision: Decision): Override | null {
  if (!card?.holder || !answered || LIFTS_NOTHING.includes(decision.class)) return null;
  return {
    refusedScanId: answered.scanId,
    refusedRow: answered.row,
    givenRow: decision.row,
    cardAccountId: card.holder.accountId,
    deviceId: decision.subject?.of === 'device' ? decision.subject.recordId : null,
  };
}
