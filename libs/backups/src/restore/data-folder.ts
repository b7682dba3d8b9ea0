import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What a restore brings into the data folder. */
const PARTS = ['files', 'ledger-anchors', 'secret.key'];

/**
 * The files of a restore: written beside their place, and put there just before the database commits. What lay there, of
 * a start that nobody worked with, is set aside and not deleted.
 */
export class RestoredFolder {
  private readonly staging: string;

  constructor(
    private readonly dataDir: string,
    private readonly at: Date,
  ) {
    this.staging = join(dataDir, 'restoring');
  }

  async begin(): Promise<void> {
    await rm(this.staging, { recursive: true, force: true });
    await mkdir(this.staging, { recursive: true, mode: 0o700 });
  }

  /** @param path checked: `entry.rules.ts` knows no other names */
  async write(path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
    const place = join(this.staging, path);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await pipeline(bytes, createWriteStream(place, { mode: 0o600, flush: true }));
  }

  /** @returns the names of what was set aside */
  async putInPlace(): Promise<string[]> {
    const aside: string[] = [];
    for (const part of PARTS) {
      const [here, there] = [join(this.staging, part), join(this.dataDir, part)];
      if (await exists(there)) {
        const name = `${part}.before-restore-${this.at.toISOString().slice(0, 19).replaceAll(':', '')}Z`;
        await rename(there, join(this.dataDir, name));
        aside.push(name);
      }
      if (await exists(here)) await rename(here, there);
    }
    return aside;
  }

  async end(): Promise<void> {
    await rm(this.staging, { recursive: true, force: true });
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
