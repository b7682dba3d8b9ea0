import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import type { Header } from 'tar-stream';
import { pack } from 'tar-stream';
import { TextHash } from '../dump/copy-hash.js';
import { ArchiveWriter } from './archive-writer.js';
import { HEAD, kindOf, MANIFEST, SEAL } from './entry.rules.js';
import type { Manifest } from './manifest.js';
import { sealOf } from './manifest.js';
import { checkBackup, readBackup } from './read-backup.js';

const WORDS = 'seven lamps in the corridor';
const ID = '0197c0de-0000-7000-8000-000000000001';

let folder: string;
let made = 0;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'cubby-archive-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const place = (): string => join(folder, `${(made += 1)}.tar`);
const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
const head = (more: object = {}): Buffer =>
  json({ format: 1, product: 'cubby', version: '0.1.0', takenAt: '2026-11-26T02:15:00Z', ...more });

async function tarOf(entries: [Partial<Header> & { name: string }, Buffer][]): Promise<string> {
  const path = place();
  const tar = pack();
  for (const [header, bytes] of entries) tar.entry({ type: 'file', ...header }, bytes);
  tar.finalize();
  await pipeline(tar as unknown as AsyncIterable<Buffer>, createWriteStream(path));
  return path;
}

const ROWS = Buffer.from('1\tone\n2\ttwo\n');
async function small(passphrase?: string, manifest: Partial<Manifest> = {}): Promise<string> {
  const path = place();
  const text = new TextHash();
  text.take(ROWS);
  const archive = await ArchiveWriter.create(path, passphrase);
  await archive.add(HEAD, head());
  // Cut in the middle of the packed stream, as large tables are.
  const packed = gzipSync(ROWS);
  await archive.add('tables/public.thing/00001.gz', packed.subarray(0, 9));
  await archive.add('tables/public.thing/00002.gz', packed.subarray(9));
  const facts = { name: 'public.thing', columns: ['id', 'name'], ...text.facts() };
  const whole = json({ ...(JSON.parse(head().toString()) as object), tables: [facts], files: [], ...manifest });
  await archive.add(MANIFEST, whole);
  await archive.add(SEAL, Buffer.from(sealOf(whole)));
  await archive.finish();
  return path;
}

it.each([undefined, WORDS])('gives back what was put in, passphrase: %s', async (passphrase) => {
  const seen: Record<string, string> = {};
  const path = await small(passphrase);
  await readBackup(path, passphrase, {
    table: async (name, text) => {
      for await (const chunk of text) seen[name] = (seen[name] ?? '') + chunk.toString();
    },
    file: () => Promise.reject(new Error('there is none')),
  });
  expect(seen).toEqual({ 'public.thing': ROWS.toString() });
});

it('is the age format: what the library wrote is read, and the library reads what we wrote', async () => {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(WORDS);
  const plain = Buffer.from(await decrypter.decrypt(await readFile(await small(WORDS))));
  expect(plain.includes('tables/public.thing/00001.gz')).toBe(true);
  const encrypter = new Encrypter();
  encrypter.setPassphrase(WORDS);
  encrypter.setScryptWorkFactor(12);
  const path = place();
  await writeFile(path, await encrypter.encrypt(plain));
  expect((await checkBackup(path, WORDS)).tables).toHaveLength(1);
});

it.each([undefined, WORDS])('is incomplete wherever it is cut, passphrase: %s', async (passphrase) => {
  const whole = await readFile(await small(passphrase));
  const path = place();
  const step = passphrase === undefined ? 97 : 1_501;
  // Behind the seal stand 1,024 zeros that say nothing.
  const end = passphrase === undefined ? whole.length - 1_024 - 512 : whole.length - 1;
  for (let cut = 600; cut < end; cut += step) {
    await writeFile(path, whole.subarray(0, cut));
    const code = await checkBackup(path, passphrase).then(
      () => 'whole',
      (error: { code: string }) => error.code,
    );
    expect([cut, code]).toEqual([cut, 'backup.incomplete']);
  }
});

it.each([
  ['../../etc/passwd'],
  ['/etc/passwd'],
  ['data/../secret.key'],
  ['data/files/photo/../../../x'],
  ['data/files/Photo/' + ID],
  ['data/ledger-anchors/../x.tsv.gz'],
  ['data/files\\photo\\x'],
  ['tables/public.thing/../1.gz'],
  ['tables/public.thing; DROP TABLE x/00001.gz'],
  ['data/secret.key/x'],
])('has no entry that is called %s', async (name) => {
  expect(kindOf(name)).toBeNull();
  const path = await tarOf([
    [{ name: HEAD }, head()],
    [{ name }, Buffer.from('x')],
  ]);
  await expect(checkBackup(path, undefined)).rejects.toMatchObject({ code: 'backup.not-a-backup' });
});

it.each(['symlink', 'link', 'directory', 'character-device'] as const)('has no entry that is a %s', async (type) => {
  const name = `data/files/photo/${ID}`;
  const path = await tarOf([
    [{ name: HEAD }, head()],
    [{ name, type, linkname: '/etc/passwd' }, Buffer.alloc(0)],
  ]);
  await expect(checkBackup(path, undefined)).rejects.toMatchObject({ code: 'backup.not-a-backup' });
});

it('of another product or of a later format is not read', async () => {
  for (const foreign of [head({ product: 'moodle' }), head({ format: 2 }), Buffer.from('{')])
    await expect(checkBackup(await tarOf([[{ name: HEAD }, foreign]]), undefined)).rejects.toMatchObject({
      code: 'backup.not-a-backup',
    });
  await expect(checkBackup(join(folder, 'none.tar'), undefined)).rejects.toMatchObject({ code: 'backup.not-a-backup' });
});

it.each([
  ['lists what is not in it', { files: [{ path: 'secret.key', bytes: 1, sha256: '' }] }],
  ['does not list what is in it', { tables: [] }],
  ['says another moment', { takenAt: '2026-11-25T02:15:00Z' }],
])('whose manifest %s is damaged', async (_what, manifest) => {
  await expect(checkBackup(await small(undefined, manifest), undefined)).rejects.toMatchObject({
    code: 'backup.damaged',
  });
});

it('with something added behind its end says so, and not that it ends too early', async () => {
  const path = await small(undefined);
  const whole = await readFile(path);
  for (const added of ['ten bytes!', 'x'.repeat(512), 'x'.repeat(3_000)]) {
    await writeFile(path, Buffer.concat([whole, Buffer.from(added)]));
    await expect(checkBackup(path, undefined)).rejects.toThrow('something stands behind its end');
  }
});

it('that is encrypted says that something may stand behind its end, or that it was changed', async () => {
  const path = place();
  const archive = await ArchiveWriter.create(path, WORDS);
  await archive.add(HEAD, head());
  await archive.add('data/secret.key', randomBytes(3_000_000));
  await archive.finish();
  const whole = await readFile(path);
  await writeFile(path, Buffer.concat([whole, Buffer.from('ten bytes!')]));
  await expect(checkBackup(path, WORDS)).rejects.toThrow(
    'the file ends too early, or something stands behind its end. Copy it again',
  );
  whole[200_000] ^= 1;
  await writeFile(path, whole);
  await expect(checkBackup(path, WORDS)).rejects.toThrow('was changed: a part of it does not open');
});

it('whose parts are out of order, or one of them missing, is damaged', async () => {
  const path = await tarOf([
    [{ name: HEAD }, head()],
    [{ name: 'tables/public.thing/00002.gz' }, gzipSync(ROWS)],
  ]);
  await expect(checkBackup(path, undefined)).rejects.toMatchObject({ code: 'backup.damaged' });
});
