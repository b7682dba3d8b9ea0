import { codeKeys, type ScanMode, type StationContext } from '@app/scan-engine';
import type { Dto } from '../../lib/api.js';
import type { JournalEntry } from './entry.js';
import { liveAnswers, rowAnswered } from './resolve-act.js';
import { rowOf, type Row, type Rows } from './rows.js';

/** The quick answer that opens the panel; the server never gets it. */
const QUICK_ADD = 'n';

export type NewDevice = Dto<'RegisterDeviceDto'>;
export type CodeOf = 'serial' | 'assetTag';

/** The row whose unknown code is to be registered, when that is what the key means. */
export function quickAddOf(entry: JournalEntry, rows: Rows): Row | null {
  const { act } = entry;
  if (act.kind !== 'key' || act.key !== QUICK_ADD) return null;
  const row = rowAnswered(rows, entry.id, act.targetId);
  const live = liveAnswers(rows, row);
  return live?.answers.some(({ key }) => key === QUICK_ADD) ? (rowOf(rows, live.scanId) ?? null) : null;
}

/** An unknown code as it is to be stored, and what it most likely is: a label of ours carries a tag, anything else is a serial. */
export function newCodeOf(raw: string, host: string): { code: string; of: CodeOf } {
  const keys = codeKeys(raw, { publicHosts: [host] });
  if (keys.kind !== 'lookup') return { code: raw.trim(), of: 'serial' };
  const [key] = keys.exact;
  return {
    code: plainest(key, keys.normalised.at(-1) ?? key),
    of: codeKeys(raw, { publicHosts: [] }).kind === 'url-foreign' ? 'assetTag' : 'serial',
  };
}

/** The last candidate has neither a prefix nor a doubled half; its leading zeros are taken from the key. */
function plainest(key: string, core: string): string {
  let from = key.lastIndexOf(core);
  if (from < 0) return key;
  while (key[from - 1] === '0') from--;
  return key.slice(from);
}

/** Untagged devices wait as received: only what has a tag can be in stock. */
export const deviceOf = (
  code: string,
  of: CodeOf,
  other: string,
  rest: Pick<NewDevice, 'modelId' | 'homeSiteId'>,
): NewDevice => {
  const codes = of === 'serial' ? { serial: code, assetTag: other } : { assetTag: code, serial: other };
  const { serial, assetTag } = codes;
  return {
    ...rest,
    ...(serial && { serial }),
    ...(assetTag && { assetTag }),
    state: assetTag ? 'in-stock' : 'received',
  };
};

/**
 * The mode in which the code is scanned again. It may be a while since it was unknown: a device must never go to whoever
 * stands there by now, so anything but the same task is a look.
 */
export function modeAgain(origin: Row | undefined, mode: ScanMode, now: StationContext): ScanMode {
  const then = origin?.answer?.context;
  const same = origin?.mode === mode && then?.personId === now.personId && then.roomId === now.roomId;
  return same ? mode : 'look';
}
