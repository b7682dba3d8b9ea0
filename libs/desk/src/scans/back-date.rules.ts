import type { Decision, DeskFacts, ScanRequest } from '@app/scan-engine';

/** When a scan happened, as its ledger entries say it. */
export interface Moment {
  occurredAt: string;
  evidence?: { backDatedTo: string };
}

/** Now by the station's clock, or noon of the day of the chip. An undo is always of now, and so is what two people find out now (E4). */
export function momentOf(
  { act, occurredAt }: ScanRequest,
  { backDated }: Pick<DeskFacts, 'backDated'>,
  { row, context: { backDatedTo } }: Pick<Decision, 'row' | 'context'>,
): Moment {
  if (act.kind === 'undo' || row === 'E4' || !backDatedTo || !backDated) return { occurredAt };
  return { occurredAt: backDated.at, evidence: { backDatedTo } };
}
