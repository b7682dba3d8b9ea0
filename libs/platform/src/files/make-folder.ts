import { mkdir } from 'node:fs/promises';

/**
 * The folder, made where it is missing, for its owner alone. Its parent must be there: more of a path that somebody typed is rather a
 * mistake, or a share that is not mounted, and below `/proc` Node tries for ever to make all of it.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
