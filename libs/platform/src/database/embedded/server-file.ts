import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** What the launcher must remember between starts: `server.json` in the data folder, readable by its owner only. */
export interface ServerFile {
  port: number;
  passwords: { superuser: string; owner: string; app: string };
}

const secret = (): string => randomBytes(24).toString('hex');

/** Reads the file, or makes it with new passwords before there is a cluster that needs them. */
export async function serverFile(folder: string): Promise<ServerFile> {
  const path = join(folder, 'server.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) return JSON.parse(text) as ServerFile;
  const fresh = { port: await freePort(), passwords: { superuser: secret(), owner: secret(), app: secret() } };
  await saveServerFile(folder, fresh);
  return fresh;
}

export async function saveServerFile(folder: string, file: ServerFile): Promise<void> {
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `server.json.${process.pid}`);
  await writeFile(unfinished, JSON.stringify(file, null, 2), { mode: 0o600 });
  await chmod(unfinished, 0o600);
  await rename(unfinished, join(folder, 'server.json'));
}

/** Whether nobody listens on this port of 127.0.0.1; with 0, a port that is free now. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : wanted));
    });
  });
}

/** The port if it is free, else another one. */
export const portLike = (wanted: number): Promise<number> => freePort(wanted).catch(() => freePort());
