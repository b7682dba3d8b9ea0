import { access, constants, mkdir, statfs } from 'node:fs/promises';
import type { Settings } from '../config/index.js';
import type { Finding } from './finding.js';
import { advice, ok, problem } from './finding.js';

const OLDEST_NODE = [20, 19] as const;
const ROOM_WANTED = 2 * 2 ** 30;

export async function settingsChecks(settings: Settings): Promise<Finding[]> {
  return [node(process.versions.node), address(settings), reach(settings), await folder(settings.DATA_DIR)];
}

export function node(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const recent = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return recent
    ? ok(`Node ${version}`)
    : problem(`Node ${version} is too old: install ${OLDEST_NODE.join('.')} or newer.`);
}

export function address(settings: Settings): Finding {
  if (settings.secureCookies) return ok(`People open ${settings.publicOrigin}`);
  return advice(
    `People open ${settings.publicOrigin} over plain http. It costs: no camera scanning, no offline station, ` +
      'sessions without the __Host- cookie, and passwords and student data are readable on the network. Use https.',
  );
}

/** A public address that the server does not listen for is the most frequent reason that nobody gets through. */
export function reach({ HOST, publicOrigin }: Settings): Finding {
  const publicHost = new URL(publicOrigin).hostname;
  const onlyHere = HOST === '127.0.0.1' || HOST === 'localhost' || HOST === '::1';
  if (!onlyHere || publicHost === 'localhost' || publicHost.startsWith('127.')) return ok(`Listens on ${HOST}`);
  return advice(
    `HOST is ${HOST}: only a proxy on this machine can reach the server. Set HOST=0.0.0.0 if there is none.`,
  );
}

async function folder(path: string): Promise<Finding> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(path);
    const free = bavail * bsize;
    const gigabytes = `${(free / 2 ** 30).toFixed(1)} GB free`;
    return free < ROOM_WANTED ? problem(`DATA_DIR ${path}: only ${gigabytes}.`) : ok(`DATA_DIR ${path}: ${gigabytes}`);
  } catch (error) {
    return problem(
      `DATA_DIR ${path} cannot be used: ${(error as Error).message}. Set DATA_DIR to a folder of your own.`,
    );
  }
}
