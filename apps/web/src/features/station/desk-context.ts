import type { DeviceCard, PersonCard, ScanAnswer, ScanMode, StationContext } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import { batchAfter, NO_BATCH, type Batch } from './batch.js';
import { applyChange, type ContextChange } from './entry.js';
import type { SavedContext } from './journal-port.js';
import type { StationState } from './station-state.js';

const receiverOf = ({ personId, roomId }: StationContext): DeskContext['previous'] =>
  personId ? { of: 'person', recordId: personId } : roomId ? { of: 'room', recordId: roomId } : null;

/** What the desk is in the middle of, and the faces to it. Names live in memory only. */
export class DeskContext {
  current: StationContext = EMPTY_CONTEXT;
  /** Who or what was at the desk before the present one, for `/back`. */
  previous: { of: 'person' | 'room'; recordId: string } | null = null;
  /** Made while scans were queued: the next scan, or the end of the queue, applies them. */
  private later: ContextChange[] = [];
  /** What has been collected under the batch chip. */
  batch: Batch = NO_BATCH;
  private readonly people = new Map<string, PersonCard>();
  private readonly devices = new Map<string, DeviceCard>();
  private readonly rooms = new Map<string, string>();

  adopt(answer: ScanAnswer): void {
    this.batch = batchAfter(this.batch, answer);
    this.moveTo(answer.context);
    this.learn(answer);
  }

  learn(answer: ScanAnswer): void {
    if (answer.person) this.people.set(answer.person.id, answer.person);
    if (answer.device) this.devices.set(answer.device.id, answer.device);
    if (answer.room) this.rooms.set(answer.room.id, answer.room.name);
  }

  apply(changes: readonly ContextChange[]): void {
    this.moveTo(changes.reduce(applyChange, this.current));
  }

  private moveTo(next: StationContext): void {
    const left = receiverOf(this.current);
    if (left && left.recordId !== receiverOf(next)?.recordId) this.previous = left;
    this.current = next;
    if (!next.batch) this.batch = NO_BATCH;
  }

  postpone(changes: readonly ContextChange[]): void {
    this.later.push(...changes);
  }

  takePostponed(): ContextChange[] {
    const changes = this.later;
    this.later = [];
    return changes;
  }

  /** From before a reload. A person who stood there longer ago than the idle time is gone, unless scans still wait for the server. */
  restore(saved: SavedContext, mode: ScanMode, idleMs: number, now: number, unsent: boolean): void {
    this.batch = saved.batch ?? NO_BATCH;
    const gone = !unsent && this.batch.items.length === 0 && idleMs > 0 && now - Date.parse(saved.at) > idleMs;
    // What an older page saved may lack a setting.
    const context = { ...EMPTY_CONTEXT, ...saved.context };
    this.current = gone ? { ...context, personId: null, roomId: null, cartSlot: null } : context;
    // A device waits for somebody to be given to: only check-out has an end for it.
    if (mode !== 'out') this.current = { ...this.current, heldDeviceIds: [] };
  }

  view(): Pick<StationState, 'context' | 'person' | 'roomName' | 'held' | 'batch'> {
    const { personId, roomId, heldDeviceIds } = this.current;
    return {
      context: this.current,
      batch: this.batch,
      person: (personId && this.people.get(personId)) || null,
      roomName: (roomId && this.rooms.get(roomId)) || null,
      held: heldDeviceIds.map((id) => ({ id, card: this.devices.get(id) ?? null })),
    };
  }
}
