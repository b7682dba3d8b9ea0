import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a process runs. One that is dead but not yet reaped (state Z) does not. */
export async function isAlive(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !(await isZombie(pid));
}

async function isZombie(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // `pid (name) state …`; the name may hold blanks and brackets.
  return /^[ZX]/.test(line.slice(line.lastIndexOf(')') + 2));
}

/**
 * The live processes that work in this folder: the postmaster and its children, which live there from their first
 * moment. Tells a server from a stranger that got its process number after a restart. `null` where the system does not
 * say (no /proc).
 */
export async function processesIn(folder: string): Promise<number[] | null> {
  if (process.platform !== 'linux') return null;
  const wanted = await realpath(folder).catch(() => folder);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const at = await readlink(join('/proc', pid, 'cwd')).catch(() => '');
      return at === wanted && (await isAlive(Number(pid))) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}
