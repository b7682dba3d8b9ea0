const KEY = 'cubby.setup-draft';

/** What opens the server or an account is typed again, not kept. */
const SECRET = new Set(['code', 'password', 'again']);

/** What was typed before the page was left, by field. Empty: nothing, or a browser that keeps nothing. */
export function readDraft(): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === 'string' && value !== ''));
  } catch {
    return {};
  }
}

export function keepDraft(values: Record<string, string>): void {
  const kept = Object.entries(values).filter(([name, value]) => !SECRET.has(name) && value !== '');
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // A browser without storage: the page then simply starts empty.
  }
}

export const dropDraft = (): void => localStorage.removeItem(KEY);
