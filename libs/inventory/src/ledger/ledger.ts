import type { Tx, Viewer } from '@app/platform';
import type { EventType } from '../states/vocabulary.js';

/** One entry to append. `after`: the facts of the summary that it sets, by column name. */
export interface NewDeviceEvent {
  deviceId: string;
  type: EventType;
  after: Readonly<Record<string, unknown>>;
  /** Codes and ids; never free text about people. */
  evidence?: Readonly<Record<string, unknown>>;
  /** Where the actor was; the page does not know. */
  siteId?: string | null;
  /** ISO 8601; now when left out. Never before the device's previous entry. */
  occurredAt?: string;
}

export interface RecordedEvent {
  deviceId: string;
  seq: number;
  occurredAt: string;
}

/**
 * Appends entries in the order given; the ledger's trigger numbers and chains them and updates the devices. The caller
 * has locked the devices (several: in order of id).
 * @param source where it was entered: `page`, `import` …
 */
export async function recordEvents(
  tx: Tx,
  viewer: Viewer,
  source: string,
  events: readonly NewDeviceEvent[],
): Promise<RecordedEvent[]> {
  if (events.length === 0) return [];
  const entries = events.map((event) => ({ ...event, accountId: viewer.accountId, source }));
  const [row] = await tx.prepared<{ recorded: RecordedEvent[] }>(
    'inventory_record_events',
    'SELECT inventory_record_events($1::jsonb) AS recorded',
    [JSON.stringify(entries)],
  );
  return row.recorded;
}
