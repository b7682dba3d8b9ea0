import type { Journal, SavedContext } from './journal-port.js';
import { byTime, type JournalEntry } from './entry.js';

/** Keeps the desk working when the browser refuses storage; the station says so. */
export function memoryJournal(): Journal {
  const entries = new Map<string, JournalEntry>();
  const contexts = new Map<string, SavedContext>();
  const all = (keep: (entry: JournalEntry) => boolean): Promise<JournalEntry[]> =>
    Promise.resolve(
      [...entries.values()]
        .filter(keep)
        .sort(byTime)
        .map((entry) => structuredClone(entry)),
    );
  return {
    save: (entry) => Promise.resolve(void entries.set(entry.id, structuredClone(entry))),
    unsent: () => all(({ state }) => state === 'new' || state === 'sending'),
    ofSession: (sessionId) => all((entry) => entry.sessionId === sessionId),
    saveContext: (saved) => Promise.resolve(void contexts.set(saved.sessionId, saved)),
    context: (sessionId) => Promise.resolve(contexts.get(sessionId)),
  };
}
