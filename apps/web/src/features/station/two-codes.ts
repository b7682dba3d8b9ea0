import type { RecordKind, ScanAct } from '@app/scan-engine';
import type { JournalEntry } from './entry.js';
import { liveAnswers, rowAnswered } from './resolve-act.js';
import type { Rows } from './rows.js';

type Pick = Extract<ScanAct, { kind: 'pick' }>;

/** The two records of a line that held two codes, when that is what the key answers: each becomes a scan of its own. */
export function twoCodesOf({ id, act }: JournalEntry, rows: Rows): readonly [Pick, Pick] | null {
  if (act.kind !== 'key') return null;
  const live = liveAnswers(rows, rowAnswered(rows, id, act.targetId));
  const label = live?.answers.find(({ key }) => key === act.key)?.label;
  if (label?.key !== 'answer.both') return null;
  const { firstOf, firstId, secondOf, secondId } = label.values;
  const pick = (of: unknown, recordId: unknown): Pick => ({
    kind: 'pick',
    of: of as RecordKind,
    recordId: String(recordId),
  });
  return [pick(firstOf, firstId), pick(secondOf, secondId)];
}
