import type { ErrorDetails } from '@app/kernel';
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

/** Control characters of a hostile name do nothing to a terminal. */
const shown = (name: string): string => name.replace(/\p{Cc}/gu, '\ufffd').slice(0, MOST_SHOWN);

/** The archive is refused as a whole. Details: `name`, `limit` where they help. */
export class ArchiveRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code: string;
  constructor(fault: ArchiveFault, details: ErrorDetails = {}) {
    super(typeof details.name === 'string' ? `${SENTENCES[fault]}: ${shown(details.name)}` : SENTENCES[fault], details);
    this.code = `archive.${fault}`;
  }
}
