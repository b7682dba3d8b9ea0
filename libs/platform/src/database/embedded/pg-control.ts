import { execFile } from 'node:child_process';
import { appendFile, chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterSettings } from './cluster-settings.js';
import { clusterSettings } from './cluster-settings.js';
import { isAlive, processesIn } from './processes.js';
import type { RunAs } from './run-as.js';

export const SUPERUSER = 'postgres';
const START_LOG = 'start.log';

/** The folders and the account of one cluster. */
export interface Cluster {
  /** The native programs: `bin`, `lib`, `share`. */
  readonly native: string;
  readonly data: string;
  readonly account: RunAs | null;
  readonly durable: boolean;
}

/** What became of the server of a data folder. */
export type Postmaster =
  | { state: 'none' }
  /** Its lock file is left, but it is dead and so are its children. */
  | { state: 'stale' }
  /** It is going down: children outlive it for a moment. */
  | { state: 'dying' }
  | { state: 'running'; port: number };

export async function postmasterOf(data: string): Promise<Postmaster> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return { state: 'none' };
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const residents = await processesIn(data);
  if (residents === null ? await isAlive(pid) : residents.includes(pid))
    return { state: 'running', port: Number(lines[3]) };
  return { state: residents?.length ? 'dying' : 'stale' };
}

/** Makes a cluster. Interrupted half-way, it leaves nothing that looks like one. */
export async function initCluster(cluster: Cluster, password: string): Promise<void> {
  const unfinished = `${cluster.data}.unfinished`;
  const passwordFile = `${cluster.data}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (cluster.account) {
    await chown(unfinished, cluster.account.uid, cluster.account.gid);
    await chown(passwordFile, cluster.account.uid, cluster.account.gid);
  }
  try {
    await run(cluster, 'initdb', [
      ...['-D', unfinished, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--data-checksums'],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
      // Without it names in Arabic or Vietnamese have no trigrams. Linux has this locale everywhere; others keep their own.
      ...(process.platform === 'linux' ? ['--lc-ctype=C.UTF-8'] : []),
      ...(cluster.durable ? [] : ['--no-sync']),
    ]);
    await appendFile(join(unfinished, 'postgresql.conf'), "\ninclude_if_exists = 'cubby.conf'\n");
    await rename(unfinished, cluster.data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Starts the server and waits until it answers; pg_ctl reads that from the lock file, not from a log. */
export async function startCluster(cluster: Cluster, settings: ClusterSettings): Promise<void> {
  const conf = join(cluster.data, 'cubby.conf');
  await writeFile(conf, clusterSettings(settings));
  await chmod(conf, 0o644);
  await rm(join(cluster.data, START_LOG), { force: true });
  await run(cluster, 'pg_ctl', [
    'start',
    '-w',
    '-s',
    '-t',
    '60',
    '-D',
    cluster.data,
    '-l',
    join(cluster.data, START_LOG),
  ]);
}

/** Ends the server now: clients are cut, what they committed stays. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  await run(cluster, 'pg_ctl', ['stop', '-w', '-s', '-m', 'fast', '-t', '30', '-D', cluster.data]);
}

/**
 * Deletes a stopped cluster with its log and every old segment of it. Cut off once it is renamed, it is no cluster any more,
 * and the next start deletes the rest.
 */
export async function removeCluster({ data }: Pick<Cluster, 'data'>): Promise<void> {
  await rename(data, removed(data)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await clearRemoved({ data });
}

/** What a removal that was cut off left behind. */
export const clearRemoved = ({ data }: Pick<Cluster, 'data'>): Promise<void> =>
  rm(removed(data), { recursive: true, force: true });

const removed = (data: string): string => `${data}.removed`;

/** The last lines that the server wrote before it gave up. */
export async function startLog(cluster: Cluster): Promise<string> {
  const text = await readFile(join(cluster.data, START_LOG), 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-8).join('\n');
}

function run(cluster: Cluster, program: string, args: string[]): Promise<void> {
  const path = join(cluster.native, 'bin', program);
  const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', ...windowsEnvironment() };
  return new Promise((resolve, reject) => {
    execFile(path, args, { ...(cluster.account ?? {}), cwd: cluster.native, env }, (error, stdout, stderr) => {
      if (!error) return resolve();
      const said = (stderr || stdout).trim().split('\n').slice(-8).join('\n');
      reject(new Error(`${program} failed${said ? `: ${said}` : ` (${error.message})`}`));
    });
  });
}

/** Programs of Windows do not start without it. */
const windowsEnvironment = (): Record<string, string> =>
  process.platform === 'win32' ? { SystemRoot: 'C:\\Windows' } : {};
