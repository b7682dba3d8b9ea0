import { words } from './device-words.js';

const SENTENCES: Record<string, string> = {
  'stolen-device-scanned': 'A device reported stolen was scanned',
  'disposed-device-scanned': 'A device recorded as disposed was scanned',
  'device-transferred': 'A device was taken over by another site',
  'missing-steps-due': 'Missing devices have steps due today',
};

export const noticeWords = (kind: string): string => SENTENCES[kind] ?? words(kind);
