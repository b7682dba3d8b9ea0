import { backupLabel, byteText } from './backup-words.js';

const GOOD = { state: 'done', removedAt: null, filesMissing: 0 } as const;

it.each([
  [GOOD, 'Good', 'Buena'],
  [{ ...GOOD, filesMissing: 3 }, '3 files missing', 'Faltan 3 archivos'],
  [{ ...GOOD, filesMissing: 3, removedAt: '2026-11-01T08:00:00Z' }, 'Taken away', 'Retirada'],
  [{ ...GOOD, state: 'failed' as const, filesMissing: null }, 'Failed', 'Fallida'],
])('a backup %j is %s', (backup, en, es) => expect([backupLabel(backup), backupLabel(backup, 'es')]).toEqual([en, es]));

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 kB'],
  [33_659_392, '32 MB'],
  [1_503_238_553, '1.4 GB'],
  [5 * 2 ** 50, '5120 TB'],
])('%i bytes are %s', (bytes, text) => expect(byteText(bytes)).toBe(text));
