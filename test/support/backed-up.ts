import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { restoreBackup, takeBackup } from '@app/backups';
import type { Restored, TakenBackup } from '@app/backups';
import { AnchorFolder, castAnchor } from '@app/inventory';
import type { MigrationPlan } from '@app/platform';
import { Settings, StoredFiles } from '@app/platform';
import { migrationPlan, prepare } from '../../database/migrate.js';
import type { BareMachine } from './bare-machine.js';
import { bareMachine } from './bare-machine.js';
import type { TestDesk } from './desk.js';
import { openDesk } from './desk.js';

/** A desk at work with its data folder: people with odd names, a case, a photo, an anchor, a key. */
export interface BackedUp extends TestDesk {
  folder: string;
  /** Of the photo. */
  fileId: string;
  storedFile(content: string): Promise<string>;
  backup(name: string, passphrase?: string): Promise<TakenBackup>;
  close(): Promise<void>;
}

export async function backedUp(): Promise<BackedUp> {
  const folder = await mkdtemp(join(tmpdir(), 'cubby-backups-'));
  const desk = await openDesk();
  const { test, given } = desk;
  const storedFile = async (content: string): Promise<string> => {
    const files = new StoredFiles(Settings.from({ DATA_DIR: folder }));
    const kept = await files.keep(Readable.from([Buffer.from(content)]), 'photo');
    const record = { fileName: '../x.png', mediaType: 'image/png', createdBy: null };
    await test.database.transaction((tx) => files.record(tx, kept, record));
    return kept.id;
  };
  await given.person(desk.site, { name: ["Nguyễn\tO'Brien", 'Line\nfeed \\. and \\N'] });
  await given.missingCase(desk.site);
  const fileId = await storedFile('a photo');
  await castAnchor(test.database, new AnchorFolder(folder), new Date());
  await writeFile(join(folder, 'secret.key'), 'the key of this machine');
  return {
    ...desk,
    folder,
    fileId,
    storedFile,
    backup: (name, passphrase) =>
      takeBackup(test.database, {
        path: join(folder, 'backups', name),
        dataDir: folder,
        ...(passphrase && { passphrase }),
      }),
    close: async () => {
      await test.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A machine to restore to, and what is done there. */
export interface RestoreMachine extends BareMachine {
  restore(path: string, more?: { passphrase?: string; plan?: MigrationPlan }): Promise<Restored>;
  /** The first start, and each one after. */
  start(): ReturnType<typeof prepare>;
  isBare(): Promise<boolean>;
}

export async function restoreMachine(): Promise<RestoreMachine> {
  const machine = await bareMachine();
  const { ownerUrl, dataDir } = machine;
  return {
    ...machine,
    restore: (path, { passphrase, plan = migrationPlan } = {}) =>
      restoreBackup({
        ...{ path, plan, dataDir },
        target: { ownerUrl, appRole: 'cubby_app' },
        ...(passphrase !== undefined && { passphrase }),
      }),
    start: () => prepare({ ...machine, appRole: 'cubby_app', embedded: true }),
    isBare: () =>
      machine.owner(async (db) => {
        const [{ bare }] = await db.read.query<{ bare: boolean }>(
          `SELECT to_regclass('public.district') IS NULL AS bare`,
        );
        return bare;
      }),
  };
}
