import type { StationContext } from '@app/scan-engine';
import type { Batch } from './batch.js';
import type { JournalEntry } from './entry.js';

export interface SavedContext {
  sessionId: string;
  context: StationContext;
  batch?: Batch;
  /** When it last changed, ISO. */
  at: string;
}

/** Where scans are kept until the server has them. */
export interface Journal {
  save(entry: JournalEntry): Promise<void>;
  /** Entries not yet confirmed or refused, oldest first, of every account. */
  unsent(): Promise<JournalEntry[]>;
  ofSession(sessionId: string): Promise<JournalEntry[]>;
  saveContext(saved: SavedContext): Promise<void>;
  context(sessionId: string): Promise<SavedContext | undefined>;
}
