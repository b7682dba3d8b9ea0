import { readFile } from 'node:fs/promises';
import { SHORTEST_PASSPHRASE } from '@app/backups';
import type { Settings } from '@app/platform';
import { CommandFailed } from './explain.js';

/** The passphrase of a command: the first line of a file, else the setting. Never an argument, which others can see. */
export async function passphraseFrom(file: string | undefined, settings: Settings): Promise<string | undefined> {
  if (file === undefined) return settings.BACKUP_PASSPHRASE;
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandFailed(`There is no file ${file} that can be read.`);
  });
  const line = text.split(/\r?\n/)[0];
  if (line.length < SHORTEST_PASSPHRASE)
    throw new CommandFailed(`The passphrase must have at least ${SHORTEST_PASSPHRASE} characters.`);
  return line;
}
