import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

let known: string | undefined;

/** The version of the product that runs, from its `package.json`. */
export const productVersion = (): string => (known ??= readVersion(import.meta.dirname));

/** Sources and build lie at different depths below it. */
function readVersion(folder: string): string {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
    if (name === 'cubby') return version;
  } catch {
    // Not this one.
  }
  return dirname(folder) === folder ? 'unknown' : readVersion(dirname(folder));
}
