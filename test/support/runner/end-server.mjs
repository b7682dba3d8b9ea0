import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Ends the server of this folder at once (it holds nothing worth keeping) and removes the folder. */
export async function endServer(folder) {
  const lock = join(folder, 'data', 'postmaster.pid');
  const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n')[0]) : 0;
  if (pid > 0 && isServer(pid)) {
    process.kill(pid, 'SIGINT');
    for (let waited = 0; existsSync(lock) && waited < 5_000; waited += 20) await pause(20);
  }
  rmSync(folder, { recursive: true, force: true });
}

/** A process number may long belong to somebody else. */
function isServer(pid) {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}
