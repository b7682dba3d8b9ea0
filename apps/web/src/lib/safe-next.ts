/** Where to go after signing in: a path of this site, never another one. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  try {
    const url = new URL(next, 'https://here.invalid');
    return url.origin === 'https://here.invalid' ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}
