import { isFull, without } from './batch.js';
import { RepeatFilter } from './repeat-filter.js';
import { StationCore } from './station-core.js';
import { say } from './words.js';

/** What is collected under the batch chip until it goes in, or is dropped. */
export class StationBatch extends StationCore {
  protected readonly repeats = new RepeatFilter();
  /** What waits until the batch is done with. */
  private afterBatch: () => void = () => undefined;

  protected commitBatch(): void {
    if (isFull(this.desk.batch)) return this.set({ hint: say('batch.full') });
    this.enqueue({ kind: 'commit' }, 'typed');
  }

  /** Those devices stay out of the batch. */
  leaveOut(deviceIds: readonly string[]): void {
    this.repeats.forget();
    this.desk.batch = without(this.desk.batch, deviceIds);
    this.set(this.desk.view());
    this.keepContext();
  }

  /** Where the batch goes once it is in. */
  sendTo(toSiteId: string | null): void {
    this.desk.batch = { ...this.desk.batch, toSiteId };
    this.set(this.desk.view());
    this.keepContext();
  }

  /** Whether something is collected, which is not lost without a word. */
  protected holdsBatch(then: () => void): boolean {
    const { batch, items } = { ...this.desk.current, ...this.desk.batch };
    if (!batch || (items.length === 0 && this.queue.waiting.length === 0)) return false;
    this.afterBatch = then;
    this.set({ leaving: true });
    return true;
  }

  /** The batch is dropped, and what would have lost it goes on. */
  discard(): void {
    this.set({ leaving: false });
    this.leaveOut(this.desk.batch.items.map(({ deviceId }) => deviceId));
    this.afterBatch();
  }
}
