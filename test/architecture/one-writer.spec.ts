import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = process.cwd();

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return path.endsWith('.ts') && !/\.(spec|test-support)\.ts$/.test(path) ? [path] : [];
  });

/** Table → the lib whose migration makes it: `1790000000004-inventory.ts` is inventory's. */
function ownersOfTables(): Map<string, string> {
  const owners = new Map<string, string>();
  const folder = join(ROOT, 'database/migrations');
  for (const name of readdirSync(folder).filter((file) => /^\d+-/.test(file))) {
    const lib = name.replace(/^\d+-([a-z]+).*$/, '$1');
    const text = readFileSync(join(folder, name), 'utf8');
    for (const [, table] of text.matchAll(/CREATE (?:UNLOGGED )?TABLE (\w+)/g)) owners.set(table, lib);
  }
  return owners;
}

/** Every table that a text writes to: INSERT INTO, UPDATE … SET, DELETE FROM, COPY … FROM, TRUNCATE. */
function tablesWritten(text: string): string[] {
  const patterns = [
    /INSERT INTO (?:public\.)?(\w+)/g,
    /(?<!FOR NO KEY |FOR |DO |OR |BEFORE |AFTER )UPDATE (?:ONLY )?(?:public\.)?(\w+)(?: (?:AS )?\w+)?\s+SET/g,
    /DELETE FROM (?:public\.)?(\w+)/g,
    /COPY (?:public\.)?(\w+)[^;]*FROM STDIN/g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, table]) => table));
}

describe('a table is written by one lib only', () => {
  const owners = ownersOfTables();
  const libs = readdirSync(join(ROOT, 'libs'), { withFileTypes: true }).filter((entry) => entry.isDirectory());

  it('knows the tables', () => {
    expect(owners.get('loan')).toBe('circulation');
    expect(owners.get('device_event')).toBe('inventory');
  });

  it.each(libs.map(({ name }) => name))('%s writes its own tables only', (lib) => {
    const foreign = filesUnder(join(ROOT, 'libs', lib)).flatMap((path) =>
      tablesWritten(readFileSync(path, 'utf8'))
        .filter((table) => owners.has(table) && owners.get(table) !== lib)
        .map((table) => `${path.slice(ROOT.length + 1)} writes ${table} of ${owners.get(table)}`),
    );
    expect(foreign).toEqual([]);
  });

  it('sees a planted writer', () => {
    expect(tablesWritten(`await tx.execute('UPDATE loan SET returned_at = $1')`)).toEqual(['loan']);
    expect(tablesWritten('SELECT 1 FROM device FOR NO KEY UPDATE')).toEqual([]);
  });
});
