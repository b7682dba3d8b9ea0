import { DomainError } from '@app/kernel';

export type ArchiveFault =
  | 'damaged'
  | 'encrypted'
  | 'unsupported'
  | 'too-many-entries'
  | 'too-big'
  | 'too-compressed'
  | 'unsafe-name'
  | 'duplicate-name'
  | 'missing-entry';

const SENTENCES: Record<ArchiveFault, string> = {
  damaged: 'The file is not a whole zip archive; it may have been cut off on its way',
  encrypted: 'The file is protected by a password: save it without one and try again',
  unsupported: 'The file is packed in a way that cannot be read',
  'too-many-entries': 'The archive holds too many files',
  'too-big': 'The archive holds more data than may be read',
  'too-compressed': 'The archive would grow far beyond its size when it is unpacked',
  'unsafe-name': 'A file of the archive has a name that is not allowed',
  'duplicate-name': 'Two files of the archive have one name',
  'missing-entry': 'A file is missing in the archive',
};

const MOST_SHOWN = 120;
/** What moves a terminal's cursor, turns the direction of a line or cannot be seen. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;

/** A hostile name as it can be read: in quotes, what is not seen as its code, `\u{202e}`, and no longer than a line. */
export function shownName(name: string): string {
  let text = '';
  for (const char of name) {
    const next = UNSEEN.test(char) ? `\\u{${char.codePointAt(0)!.toString(16)}}` : char;
    if (text.length + next.length >= MOST_SHOWN) return `“${text}…”`;
    text += next;
  }
  return `“${text}”`;
}

/** The archive is refused as a whole. Details: `name`, as it is shown, and `limit` where they help. */
export class ArchiveRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code: string;
  constructor(fault: ArchiveFault, { name, ...details }: { name?: string; limit?: number } = {}) {
    const named = name === undefined ? undefined : shownName(name);
    super(named === undefined ? SENTENCES[fault] : `${SENTENCES[fault]}: ${named}`, {
      ...details,
      ...(named !== undefined && { name: named }),
    });
    this.code = `archive.${fault}`;
  }
}
