import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CommandFailed } from './explain.js';

/**
 * Of a place that somebody typed at most the last name may be new.
 * @throws CommandFailed made silently, the rest would fill the local disk when a share is not mounted
 */
export async function needParent(place: string): Promise<void> {
  const parent = dirname(resolve(place));
  if (await stat(parent).catch(() => null)) return;
  throw new CommandFailed(`There is no folder ${parent}: mount its share, or make it.`);
}
