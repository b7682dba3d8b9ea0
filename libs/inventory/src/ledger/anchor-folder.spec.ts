import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Head } from './anchor-folder.js';
import { AnchorFolder, superfluous } from './anchor-folder.js';

const id = (n: number): string => `01980000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const text = [1, 2, 3].map((n) => `${id(n)}\t${n * 10}\t${'ab'.repeat(32)}\n`).join('');
const at = new Date('2027-03-01T02:15:00Z');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cubby-anchors-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (commit = async () => {}) => {
  // Cut in the middle of a line, as a stream may be.
  const lines = Readable.from([Buffer.from(text.slice(0, 50)), Buffer.from(text.slice(50))]);
  return new AnchorFolder(folder).write(at, lines, commit);
};
const files = (): string[] => readdirSync(join(folder, 'ledger-anchors'));

it('counts, digests and writes what passes', async () => {
  const { devices, events, digest } = await write();
  expect({ devices, events }).toEqual({ devices: 3, events: 60 });
  expect(digest.equals(createHash('sha256').update(text).digest())).toBe(true);
  const [name] = files();
  expect(name).toBe(`20270301T021500Z-${digest.toString('hex').slice(0, 16)}.tsv.gz`);
  expect(gunzipSync(readFileSync(join(folder, 'ledger-anchors', name))).toString()).toBe(text);
});

it('leaves no file when the database refuses', async () => {
  await expect(write(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(files()).toEqual([]);
});

it('reads the heads back in chunks, with the digest of what it read', async () => {
  const { digest } = await write();
  const anchor = { id: 1, anchoredAt: at.toISOString(), deviceCount: 3, digest: digest.toString('hex') };
  const chunks: Head[][] = [];
  const read = await new AnchorFolder(folder).read(anchor, 2, (heads) => Promise.resolve(void chunks.push(heads)));
  expect(read).toBe(anchor.digest);
  expect(chunks.map((chunk) => chunk.map(({ seq }) => seq))).toEqual([[10, 20], [30]]);
  writeFileSync(join(folder, 'ledger-anchors', files()[0]), gzipSync(text.replace('\t10\t', '\t11\t')));
  expect(await new AnchorFolder(folder).read(anchor, 2, async () => {})).not.toBe(anchor.digest);
});

it.each([
  ['no file', () => rmSync(join(folder, 'ledger-anchors', files()[0]))],
  ['no gzip', () => writeFileSync(join(folder, 'ledger-anchors', files()[0]), 'not compressed')],
  ['no heads', () => writeFileSync(join(folder, 'ledger-anchors', files()[0]), gzipSync('1\t2\n'))],
])('throws for %s', async (_name, spoil) => {
  const { digest } = await write();
  spoil();
  const anchor = { id: 1, anchoredAt: '', deviceCount: 3, digest: digest.toString('hex') };
  await expect(new AnchorFolder(folder).read(anchor, 2, async () => {})).rejects.toThrow();
});

it('keeps 35 days and the first of each month', () => {
  const names = [
    '20270101T0-a',
    '20270102T0-b',
    '20270120T0-c',
    '20270124T0-d',
    '20270125T0-e',
    '20270201T0-f',
    '20270228T0-g',
  ];
  expect(superfluous(names, at)).toEqual(['20270102T0-b', '20270120T0-c', '20270124T0-d']);
});
