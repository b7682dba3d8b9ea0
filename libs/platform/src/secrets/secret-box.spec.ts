import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '../config/index.js';
import { SecretBox, SecretUnreadable } from './secret-box.js';
import { secretKeyFile } from './secret-key.js';

const OWNER = 'provider:1';
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cubby-secrets-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const box = (SECRET_KEY?: string) => new SecretBox(Settings.from({ SECRET_KEY, DATA_DIR: folder }));

describe('a sealed secret', () => {
  it('opens with the key of the folder, in another process too', () => {
    const sealed = box().seal('s3cret·ñ', OWNER);
    expect(sealed.includes('s3cret')).toBe(false);
    expect(box().open(sealed, OWNER)).toBe('s3cret·ñ');
  });

  it('is another text each time', () => {
    const one = box();
    expect(one.seal('same', OWNER).equals(one.seal('same', OWNER))).toBe(false);
  });

  it('does not open for another record, with another key, changed in any byte, or cut', () => {
    const sealed = box('ab'.repeat(32)).seal('secret', OWNER);
    const open = (bytes: Buffer, key = 'ab'.repeat(32), owner = OWNER) => box(key).open(bytes, owner);
    expect(open(sealed)).toBe('secret');
    expect(() => open(sealed, undefined, 'provider:2')).toThrow(SecretUnreadable);
    expect(() => open(sealed, 'cd'.repeat(32))).toThrow(SecretUnreadable);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] ^= 1;
      expect(() => open(changed)).toThrow(SecretUnreadable);
      expect(() => open(sealed.subarray(0, at))).toThrow(SecretUnreadable);
    }
  });
});

describe('the key of the folder', () => {
  it('is made at the first use only, for its owner alone, and nothing is left beside it', () => {
    const fresh = box();
    expect(existsSync(secretKeyFile(folder))).toBe(false);
    fresh.seal('x', OWNER);
    const key = readFileSync(secretKeyFile(folder), 'utf8');
    expect(statSync(secretKeyFile(folder)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secret.key']);
    box().seal('x', OWNER);
    expect(readFileSync(secretKeyFile(folder), 'utf8')).toBe(key);
  });

  it('is not made in place of one that cannot be read', () => {
    writeFileSync(secretKeyFile(folder), 'not a key');
    expect(() => box().seal('x', OWNER)).toThrow(/not a key/);
    expect(readFileSync(secretKeyFile(folder), 'utf8')).toBe('not a key');
  });

  it('stays unmade where SECRET_KEY is set', () => {
    box('ab'.repeat(32)).seal('x', OWNER);
    expect(readdirSync(folder)).toEqual([]);
  });
});
