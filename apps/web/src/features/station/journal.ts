import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { byTime, type EntryState, type JournalEntry } from './entry.js';
import { memoryJournal } from './journal-memory.js';
import type { Journal, SavedContext } from './journal-port.js';

interface Schema extends DBSchema {
  entry: { key: string; value: JournalEntry; indexes: { ix_entry_state: EntryState; ix_entry_session: string } };
  context: { key: string; value: SavedContext };
}

const KEEP_CONFIRMED_MS = 7 * 24 * 3_600_000;

/** The journal in IndexedDB. An upgrade may add, it never recreates: what is in there may be the only record of a scan. */
export async function openJournal(): Promise<Journal> {
  const db = await openDB<Schema>('cubby-station', 1, {
    upgrade(database, from) {
      if (from >= 1) return;
      const entries = database.createObjectStore('entry', { keyPath: 'id' });
      entries.createIndex('ix_entry_state', 'state');
      entries.createIndex('ix_entry_session', 'sessionId');
      database.createObjectStore('context', { keyPath: 'sessionId' });
    },
  });
  void prune(db).catch(() => undefined);
  void navigator.storage?.persist?.().catch(() => false);
  return {
    save: async (entry) => void (await db.put('entry', entry)),
    unsent: async () =>
      [
        ...(await db.getAllFromIndex('entry', 'ix_entry_state', 'new')),
        ...(await db.getAllFromIndex('entry', 'ix_entry_state', 'sending')),
      ].sort(byTime),
    ofSession: async (sessionId) => (await db.getAllFromIndex('entry', 'ix_entry_session', sessionId)).sort(byTime),
    saveContext: async (saved) => void (await db.put('context', saved)),
    context: (sessionId) => db.get('context', sessionId),
  };
}

async function prune(db: IDBPDatabase<Schema>): Promise<void> {
  const limit = new Date(Date.now() - KEEP_CONFIRMED_MS).toISOString();
  const tx = db.transaction('entry', 'readwrite');
  for await (const cursor of tx.store.index('ix_entry_state').iterate('confirmed')) {
    if (cursor.value.occurredAt < limit) await cursor.delete();
  }
  await tx.done;
}

/** Usable at once; falls back to memory, and says so, when the browser refuses storage. */
export function lazyJournal(open: () => Promise<Journal>, failed: () => void): Journal {
  const opened = open().catch(() => {
    failed();
    return memoryJournal();
  });
  return {
    save: async (entry) => (await opened).save(entry),
    unsent: async () => (await opened).unsent(),
    ofSession: async (sessionId) => (await opened).ofSession(sessionId),
    saveContext: async (saved) => (await opened).saveContext(saved),
    context: async (sessionId) => (await opened).context(sessionId),
  };
}
