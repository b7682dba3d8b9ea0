import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { newId } from '@app/kernel';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { StoredFiles } from '../files/index.js';
import { Housekeeping } from './housekeeping.js';
import { JobRegistry } from './job-registry.js';

let test: TestDatabase;
let folder: string;
beforeAll(async () => {
  test = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'cubby-housekeeping-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

it('throws away bytes whose writer was killed, and no others', async () => {
  const files = new StoredFiles({ DATA_DIR: folder } as never);
  const housekeeping = new Housekeeping(test.database, new JobRegistry(), files);
  // Nothing was ever written.
  await housekeeping.run();
  const place = join(folder, 'files', 'exports');
  await mkdir(place, { recursive: true });
  const lies = async (name: string, daysAgo: number): Promise<string> => {
    await writeFile(join(place, name), 'bytes');
    const at = new Date(Date.now() - daysAgo * 86_400_000);
    await utimes(join(place, name), at, at);
    return name;
  };
  await lies(newId(), 2);
  await lies(`${newId()}.part`, 2);
  const beingWritten = [await lies(newId(), 0), await lies(`${newId()}.part`, 0)];
  const kept = await files.keep(Readable.from([Buffer.from('a list')]), 'exports');
  await test.database.transaction((tx) =>
    files.record(tx, kept, { fileName: 'list.csv', mediaType: 'text/csv', createdBy: null }),
  );
  await lies(kept.id, 5);
  await housekeeping.run();
  expect((await readdir(place)).sort()).toEqual([...beingWritten, kept.id].sort());
});
