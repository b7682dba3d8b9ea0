import { cleanCode, isLink } from '@app/kernel';

/**
 * The code that a scanned label says: the tag of an address of ours, or the bare code. `null`: an address of somebody else,
 * which would lead every phone that reads this label elsewhere.
 */
export function codeOnLabel(scanned: string, publicOrigin: string): string | null {
  const text = cleanCode(scanned);
  if (!isLink(text)) return text;
  try {
    const { origin, pathname } = new URL(text);
    const [, tag] = /^\/d\/([^/]+)$/.exec(pathname) ?? [];
    return tag === undefined || origin !== publicOrigin ? null : cleanCode(decodeURIComponent(tag));
  } catch {
    return null;
  }
}
