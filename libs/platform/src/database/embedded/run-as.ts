import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The account of the operating system that Postgres runs under; `null`: ours. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Postgres refuses to run as root, so root steps down: to whoever owns an existing cluster (in one of the folders where
 * it may be), else to `postgres`, else to `nobody`.
 */
export async function runAs(dataFolders: readonly string[]): Promise<RunAs | null> {
  if (process.getuid?.() !== 0) return null;
  for (const folder of dataFolders) {
    const owner = await stat(folder).catch(() => null);
    if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return accountNamed(accounts, 'postgres') ?? accountNamed(accounts, 'nobody') ?? { uid: 65_534, gid: 65_534 };
}

function accountNamed(passwd: string, name: string): RunAs | null {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([login]) => login === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid > 0 ? { uid, gid } : null;
}

/** Whether this account may walk down to the folder: the execute bit of it and of every folder above. */
export async function canReach(folder: string, account: RunAs | null): Promise<boolean> {
  if (!account) return true;
  for (let at = folder; ; at = dirname(at)) {
    if (!(await hasBits(at, account, 0o1))) return false;
    if (dirname(at) === at) return true;
  }
}

/** Whether the account has these permission bits (4 read, 2 write, 1 execute) on the file, by its mode. */
export async function hasBits(path: string, account: RunAs, bits: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (!found) return false;
  const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
  return ((found.mode >> shift) & bits) === bits;
}
