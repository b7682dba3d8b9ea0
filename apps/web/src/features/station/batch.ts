import type { Message, ScanAct, ScanAnswer } from '@app/scan-engine';
import { wordsOf } from './words.js';

/** A device of the batch. It goes into the browser's journal: codes and reasons, never a name. */
export interface Collected {
  deviceId: string;
  tag: string;
  /** Why it cannot go; as far as the desk knows. */
  why: Message | null;
}

export interface Batch {
  items: readonly Collected[];
  /** Check in: where all of it goes. */
  toSiteId: string | null;
}

export const NO_BATCH: Batch = { items: [], toSiteId: null };

/** More than the server takes in one batch. */
export const isFull = ({ items }: Batch): boolean => items.length > 300;

/** A scan adds its device; a commit empties the batch, or says of each device why it stays. */
export function batchAfter(batch: Batch, { batch: outcome, subject, device }: ScanAnswer): Batch {
  if (!outcome) return batch;
  if (outcome.done > 0) return NO_BATCH;
  if (subject?.of === 'device' && device) {
    const item = { deviceId: device.id, tag: device.tag, why: outcome.blockers.at(0)?.why ?? null };
    return { ...batch, items: [...batch.items.filter(({ deviceId }) => deviceId !== device.id), item] };
  }
  if (outcome.ready === 0 && outcome.blockers.length === 0) return batch;
  const why = new Map(outcome.blockers.flatMap((group) => group.deviceIds.map((id) => [id, group.why] as const)));
  return { ...batch, items: batch.items.map((item) => ({ ...item, why: why.get(item.deviceId) ?? null })) };
}

export const without = (batch: Batch, deviceIds: readonly string[]): Batch => ({
  ...batch,
  items: batch.items.filter(({ deviceId }) => !deviceIds.includes(deviceId)),
});

/** What `/done` asks of the server; null: nothing has been collected. */
export const commitOf = ({ items, toSiteId }: Batch): ScanAct | null =>
  items.length === 0 ? null : { kind: 'batch', deviceIds: items.map(({ deviceId }) => deviceId), toSiteId };

export interface Blockers {
  words: string;
  deviceIds: string[];
}

/** Those that cannot go, by reason. */
export function blockersOf({ items }: Batch): Blockers[] {
  const groups = new Map<string, Blockers>();
  for (const { deviceId, why } of items) {
    if (!why) continue;
    const group = groups.get(JSON.stringify(why)) ?? { words: wordsOf(why), deviceIds: [] };
    group.deviceIds.push(deviceId);
    groups.set(JSON.stringify(why), group);
  }
  return [...groups.values()];
}
