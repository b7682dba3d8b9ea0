import { useSyncExternalStore } from 'react';

const KEY = 'cubby.site';
const listeners = new Set<() => void>();

const read = (): string | null => localStorage.getItem(KEY) || null;

export function setCurrentSite(siteId: string | null): void {
  localStorage.setItem(KEY, siteId ?? '');
  listeners.forEach((listener) => listener());
}

/** The site chosen in the top bar, or `null` for all sites of the account. Pages use it as their default filter. */
export const useCurrentSite = (): string | null =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
