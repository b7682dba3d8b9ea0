import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Takes away what lies in a folder for longer than so many milliseconds. A folder that is not there holds nothing. */
export async function clean(folder: string, ms: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > ms) await rm(join(folder, name), { recursive: true, force: true });
  }
}
