import { open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './processes.js';

const HELD_AT_MOST_MS = 120_000;

/** Runs `work` while no other process starts or stops the server of this folder. A lock of a dead process counts for nothing. */
export async function whileLocked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, 'launcher.lock');
  const giveUpAt = Date.now() + HELD_AT_MOST_MS;
  while (!(await take(path))) {
    if (await isStale(path)) await rm(path, { force: true });
    else if (Date.now() > giveUpAt) throw new Error(`Another process holds ${path} for too long`);
    else await pause(50);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  const [text, found] = await Promise.all([readFile(path, 'utf8').catch(() => ''), stat(path).catch(() => null)]);
  if (!found) return false;
  const age = Date.now() - found.mtimeMs;
  // An empty file is one that its owner is writing at this moment, or never got to write.
  if (text === '') return age > 2_000;
  return age > HELD_AT_MOST_MS || !(await isAlive(Number(text)));
}
