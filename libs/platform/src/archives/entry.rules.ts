import type { ArchiveFault } from './errors.js';

/** What an archive may hold at most. Sizes are those that come out, not those that the archive tells. */
export interface ZipLimits {
  entries: number;
  /** Bytes of all entries together, unpacked. */
  bytes: number;
  /** How many times its packed size an entry may grow; small entries are not asked. */
  ratio: number;
}

export interface ZipEntry {
  name: string;
  packed: number;
  unpacked: number;
}

/** Below this an entry may be of nothing but zeros. */
const SMALL = 1_048_576;
const LONGEST_NAME = 512;

/** `null`: a name is fine. It never becomes a path here; nor should it for whoever unpacks the same file by hand. */
export function nameFault(name: string): ArchiveFault | null {
  const odd =
    name === '' ||
    name.length > LONGEST_NAME ||
    /[\\\p{Cc}\ufffd]/u.test(name) ||
    /^(?:\/|[A-Za-z]:)/.test(name) ||
    name.split('/').some((part) => part === '..' || part === '.');
  return odd ? 'unsafe-name' : null;
}

/** Names that differ by case alone are one name to most systems. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase();

/** What its table of contents says against an archive. That an entry holds no more than it says is checked as it is unpacked. */
export function contentsFault(
  entries: readonly ZipEntry[],
  fileSize: number,
  limits: ZipLimits,
): { fault: ArchiveFault; name?: string } | null {
  const seen = new Set<string>();
  let [packed, unpacked] = [0, 0];
  for (const entry of entries) {
    const fault = nameFault(entry.name);
    if (fault) return { fault, name: entry.name };
    if (seen.has(nameKey(entry.name))) return { fault: 'duplicate-name', name: entry.name };
    seen.add(nameKey(entry.name));
    packed += entry.packed;
    unpacked += entry.unpacked;
    if (entry.unpacked > SMALL && entry.unpacked > limits.ratio * entry.packed)
      return { fault: 'too-compressed', name: entry.name };
  }
  // Entries that lie over each other: a few bytes would be unpacked again and again.
  if (packed > fileSize) return { fault: 'damaged' };
  return unpacked > limits.bytes ? { fault: 'too-big' } : null;
}
