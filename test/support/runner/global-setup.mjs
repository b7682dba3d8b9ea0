import { existsSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endServer } from './end-server.mjs';

const PREFIX = 'cubby-test-';
const ROOM = 2 * 2 ** 30;

/**
 * Chooses the folder of this run's server and clears away what killed runs left. The server itself starts when the
 * first spec asks for a database. Loads nothing of ours: Jest runs this file outside of its module system.
 */
export default async function setUp() {
  // One run may reach this through several projects.
  if (process.env.CUBBY_TEST_FOLDER) return;
  const place = hasRoom('/dev/shm') ? '/dev/shm' : tmpdir();
  for (const name of readdirSync(place).filter((entry) => entry.startsWith(PREFIX))) {
    if (!isAlive(Number(name.slice(PREFIX.length)))) await endServer(join(place, name));
  }
  const folder = join(place, PREFIX + String(process.pid));
  rmSync(folder, { recursive: true, force: true });
  process.env.CUBBY_TEST_FOLDER = folder;
}

function hasRoom(folder) {
  if (!existsSync(folder)) return false;
  const { bsize, bavail } = statfsSync(folder);
  return bsize * bavail > ROOM;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
