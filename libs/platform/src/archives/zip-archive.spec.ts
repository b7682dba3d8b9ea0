import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type { ZipLimits } from './entry.rules.js';
import { ArchiveRefused } from './errors.js';
import { ZipArchive } from './zip-archive.js';

const LIMITS: ZipLimits = { entries: 100, bytes: 50_000_000, ratio: 200 };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An entry as a forger writes it: what it says of itself need not be so. */
interface Forged {
  name: string | Buffer;
  data?: Buffer;
  packed?: Buffer;
  method?: number;
  flags?: number;
  saysPacked?: number;
  saysUnpacked?: number;
  saysSum?: number;
  /** Where it says its data stand; default: where they do. */
  at?: number;
}

function forge(entries: Forged[], saysCount = entries.length): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const { data = Buffer.from('x'), method = 8, flags = 0x0800 } = entry;
    const name = Buffer.from(entry.name);
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(data) : data);
    const facts = Buffer.alloc(22);
    facts.writeUInt16LE(flags, 0);
    facts.writeUInt16LE(method, 2);
    facts.writeUInt32LE(entry.saysSum ?? crc32(data), 8);
    facts.writeUInt32LE(entry.saysPacked ?? packed.length, 12);
    facts.writeUInt32LE(entry.saysUnpacked ?? data.length, 16);
    facts.writeUInt16LE(name.length, 20);
    const local = Buffer.concat([Buffer.from('504b03041400', 'hex'), facts, Buffer.alloc(2), name, packed]);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(entry.at ?? at, 12);
    central.push(Buffer.concat([Buffer.from('504b010214001400', 'hex'), facts, tail, name]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(saysCount, 8);
  end.writeUInt16LE(saysCount, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

let files = 0;
async function opened(bytes: Uint8Array, limits: Partial<ZipLimits> = {}): Promise<ZipArchive> {
  const path = join(folder, `${files++}.zip`);
  await writeFile(path, bytes);
  return ZipArchive.open(path, { ...LIMITS, ...limits });
}

async function text(archive: ZipArchive, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of archive.read(name)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The code that the archive is refused with, when it is opened or when its first entry is read. */
async function refusal(bytes: Uint8Array, limits: Partial<ZipLimits> = {}): Promise<string> {
  try {
    const archive = await opened(bytes, limits);
    try {
      for await (const chunk of archive.read(archive.names[0])) void chunk;
    } finally {
      archive.close();
    }
  } catch (error) {
    if (error instanceof ArchiveRefused) return error.code;
    throw error;
  }
  return 'read';
}

it('reads entries by name, whatever their case, folders left out', async () => {
  const archive = await opened(
    zipSync({ 'Users.csv': strToU8('a,b\n'), 'sub/': new Uint8Array(), 'sub/ñ.csv': [strToU8('é'), { level: 0 }] }),
  );
  expect(archive.names).toEqual(['Users.csv', 'sub/ñ.csv']);
  expect([archive.has('users.CSV'), archive.has('orgs.csv')]).toEqual([true, false]);
  expect(await text(archive, 'users.csv')).toBe('a,b\n');
  expect(await text(archive, 'sub/ñ.csv')).toBe('é');
  expect(await text(archive, 'Users.csv')).toBe('a,b\n');
  await expect(text(archive, 'orgs.csv')).rejects.toThrow('missing');
  archive.close();
});

it('reads what a forger writes when it says the truth', async () => {
  expect(await refusal(forge([{ name: 'a.csv', data: Buffer.from('hello') }]))).toBe('read');
});

it.each([
  ['no zip', Buffer.from('hello'), 'archive.damaged'],
  ['nothing', Buffer.alloc(0), 'archive.damaged'],
  ['cut off', forge([{ name: 'a' }]).subarray(0, 40), 'archive.damaged'],
  ['beginning lost', forge([{ name: 'a' }]).subarray(20), 'archive.damaged'],
  ['encrypted', forge([{ name: 'a', flags: 1 }]), 'archive.encrypted'],
  ['strongly encrypted', forge([{ name: 'a', flags: 0x41 }]), 'archive.encrypted'],
  [
    'packed by a method of its own',
    forge([{ name: 'a', method: 12, packed: Buffer.from('x') }]),
    'archive.unsupported',
  ],
  ['two of one name', forge([{ name: 'a.csv' }, { name: 'A.csv' }]), 'archive.duplicate-name'],
  ['a wrong checksum', forge([{ name: 'a', saysSum: 1 }]), 'archive.damaged'],
  ['no deflate', forge([{ name: 'a', packed: Buffer.from([0xff, 0xff, 0xff]) }]), 'archive.damaged'],
  ['less than it says', forge([{ name: 'a', saysUnpacked: 5 }]), 'archive.damaged'],
  ['more entries than it has', forge([{ name: 'a' }], 9), 'archive.damaged'],
  ['data outside of the file', forge([{ name: 'a', at: 5_000_000 }]), 'archive.damaged'],
  ['more packed data than bytes', forge([{ name: 'a', saysPacked: 9_000_000 }]), 'archive.damaged'],
])('refuses %s', async (_, bytes, code) => {
  expect(await refusal(bytes)).toBe(code);
});

it.each([
  ['../x', '../x'],
  ['a/../../x', 'a/../../x'],
  ['/etc/passwd', '/etc/passwd'],
  ['C:/x', 'C:/x'],
  ['a\\b', 'a\\b'],
  ['..\\x', '..\\x'],
  ['a\0b', 'a\\u{0}b'],
  ['./a', './a'],
  ['a\nb', 'a\\u{a}b'],
  ['../\u001b[2Jx', '../\\u{1b}[2Jx'],
  ['../\u202evsc.x', '../\\u{202e}vsc.x'],
  ['', ''],
  ['x'.repeat(600), `${'x'.repeat(119)}…`],
  [`../${'\u{1f600}'.repeat(300)}`, `../${'\u{1f600}'.repeat(58)}…`],
])('refuses the name %j, and says it so that it can be read', async (name, shown) => {
  const refused = opened(forge([{ name: 'users.csv' }, { name }]));
  await expect(refused).rejects.toMatchObject({ code: 'archive.unsafe-name', details: { name: `“${shown}”` } });
  await expect(refused).rejects.toThrow(`A file of the archive has a name that is not allowed: “${shown}”`);
});

it('refuses bombs before it has unpacked them', async () => {
  const zeros = Buffer.alloc(20_000_000);
  expect(await refusal(forge([{ name: 'a', data: zeros }]))).toBe('archive.too-compressed');
  expect(await refusal(forge([{ name: 'a', data: zeros }]), { ratio: 2_000 })).toBe('read');
  expect(await refusal(forge([{ name: 'a', data: zeros }]), { ratio: 2_000, bytes: 10_000_000 })).toBe(
    'archive.too-big',
  );
  expect(await refusal(forge([{ name: 'a' }, { name: 'b' }]), { entries: 1 })).toBe('archive.too-many-entries');
});

it('stops at the first bytes beyond what a lying entry says', async () => {
  const zeros = Buffer.alloc(20_000_000);
  const archive = await opened(forge([{ name: 'a', data: zeros, saysUnpacked: 1_000 }]));
  let taken = 0;
  const read = async (): Promise<void> => {
    for await (const chunk of archive.read('a')) taken += chunk.length;
  };
  await expect(read()).rejects.toThrow('not a whole zip');
  expect(taken).toBeLessThan(200_000);
  archive.close();
});

it('refuses entries that lie over each other', async () => {
  const data = Buffer.alloc(900_000);
  const first = { name: 'a', data };
  const others = Array.from({ length: 50 }, (_, n) => ({
    ...{ name: `b${n}`, data, packed: Buffer.alloc(0), at: 0 },
    saysPacked: deflateRawSync(data).length,
  }));
  expect(await refusal(forge([first, ...others]))).toBe('archive.damaged');
});

it('leaves an entry half read and goes on with another', async () => {
  const archive = await opened(forge([{ name: 'a', data: Buffer.alloc(900_000) }, { name: 'b' }]));
  for await (const chunk of archive.read('a')) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  expect(await text(archive, 'b')).toBe('x');
  archive.close();
});
