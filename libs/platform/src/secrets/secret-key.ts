import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;
const HEX = /^[0-9a-f]{64}$/i;

/** Where the key lies when `SECRET_KEY` does not name it: 64 hexadecimal digits, for its owner's eyes only. */
export const secretKeyFile = (dataDir: string): string => join(dataDir, 'secret.key');

/** The key of the data folder, made when there is none. Processes that start at once end up with one and the same. */
export function keyOfFolder(dataDir: string): Buffer {
  const path = secretKeyFile(dataDir);
  return readKey(path) ?? makeKey(dataDir, path);
}

export const parseKey = (text: string): Buffer | null => (HEX.test(text) ? Buffer.from(text, 'hex') : null);

function readKey(path: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const key = parseKey(text);
  if (!key) throw new Error(`${path} is not a key of Cubby (64 hexadecimal digits): put the right one back`);
  return key;
}

/** The name appears with the whole key behind it or not at all, and never takes the place of a key that is there. */
function makeKey(dataDir: string, path: string): Buffer {
  mkdirSync(dataDir, { recursive: true });
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(part, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(part, { force: true });
  }
  const key = readKey(path);
  if (!key) throw new Error(`${path} vanished while it was made`);
  return key;
}
