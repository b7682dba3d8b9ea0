import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { checkBackup, recordProof, restoreBackup } from '@app/backups';
import type { Manifest, Restored } from '@app/backups';
import { AnchorFolder, verifyLedger } from '@app/inventory';
import { Database, openDatabase } from '@app/platform';
import type { OpenedDatabase, Settings } from '@app/platform';
import { migrationPlan } from '../../../../database/migrate.js';
import { CommandFailed } from '../support/explain.js';
import { passphraseFrom } from '../support/passphrase.js';
import { settingsOfCommand } from '../support/with-database.js';

interface RestoreOptions {
  verify: boolean;
  passphraseFile?: string;
}

interface Job {
  settings: Settings;
  path: string;
  passphrase: string | undefined;
  /** Read from the file, which is whole. */
  manifest: Manifest;
}

/** `cubby restore FILE`: a backup becomes the district of this machine; with `--verify` of nobody, to prove that it could. */
export const restoreCommand = (): Command =>
  new Command('restore')
    .description('Restore a backup into an empty database, or prove that it can be')
    .argument('<file>', 'what cubby backup wrote')
    .option('--verify', 'restore into a database of its own, compare everything, throw it away', false)
    .option('--passphrase-file <file>', 'its first line opens the file (default: BACKUP_PASSPHRASE)')
    .action(restore);

async function restore(path: string, options: RestoreOptions): Promise<void> {
  const settings = settingsOfCommand();
  const passphrase = await passphraseFrom(options.passphraseFile, settings);
  const begun = Date.now();
  const manifest = await checkBackup(path, passphrase);
  console.log(
    `The file is whole: ${manifest.district ?? 'no district'} as of ${manifest.takenAt}, ${contentOf(manifest)}.`,
  );
  const job: Job = { settings, path, passphrase, manifest };
  const seconds = (): string => `${((Date.now() - begun) / 1000).toFixed(1)} s`;
  if (options.verify) {
    await verifyRestore(job);
    console.log(`The backup can be restored: ${seconds()}. Nothing of this machine was touched.`);
    await remember(job, (Date.now() - begun) / 1000);
  } else {
    await restoreHere(job);
    console.log(`Restored in ${seconds()}. Start Cubby: everybody signs in as before.`);
  }
}

/** Into the database and the folder that the settings name. */
async function restoreHere(job: Job): Promise<void> {
  const target = await openDatabase(job.settings);
  try {
    const { aside, migrated } = await into(job, target, job.settings.DATA_DIR);
    for (const name of aside) console.log(`Set aside in DATA_DIR: ${name}`);
    if (migrated.length > 0)
      console.log(`Brought from version ${job.manifest.version} to this one: ${migrated.length} migrations.`);
    if (job.manifest.secretKey === 'environment') console.log('Set SECRET_KEY to what it was on the old machine.');
    await ledgerOf(target, job.settings.DATA_DIR);
  } finally {
    await target.stop();
  }
}

/** Always in the embedded server: it needs no rights on an external one, and is never in its way. */
async function verifyRestore(job: Job): Promise<void> {
  const name = `cubby_verify_${randomBytes(4).toString('hex')}`;
  const folder = join(job.settings.DATA_DIR, name);
  const target = await openDatabase(job.settings, { name, alwaysEmbedded: true });
  try {
    await into(job, target, folder);
    await ledgerOf(target, folder);
  } finally {
    await target.server?.dropDatabase(name);
    await target.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** For the page and for `/metrics`. */
async function remember({ settings, path, manifest: { takenAt } }: Job, seconds: number): Promise<void> {
  try {
    const target = await openDatabase(settings);
    const database = await Database.connect(target.appUrl, { poolSize: 1, applicationName: 'cubby cli' });
    try {
      await recordProof(database, { path, fileName: basename(path), takenAt, seconds });
    } finally {
      await database.close();
      await target.stop();
    }
  } catch (error) {
    console.log(`The proof could not be recorded: ${(error as Error).message}`);
  }
}

const into = ({ path, passphrase, manifest }: Job, target: OpenedDatabase, dataDir: string): Promise<Restored> =>
  restoreBackup({
    ...{ path, target, dataDir, plan: migrationPlan, checked: manifest },
    ...(passphrase !== undefined && { passphrase }),
  });

async function ledgerOf(target: OpenedDatabase, dataDir: string): Promise<void> {
  const database = await Database.connect(target.appUrl, { poolSize: 2, applicationName: 'cubby cli' });
  try {
    const { findings, devices, anchors } = await verifyLedger(database.read, { folder: new AnchorFolder(dataDir) });
    if (findings.length > 0)
      throw new CommandFailed(
        `What was restored is what the backup holds, but its ledger is broken: ${findings.length} findings. ` +
          'Run cubby verify-ledger to see them.',
      );
    console.log(
      `Every table has the checksum of the backup, and the ledger is whole: ${devices} devices, ${anchors} anchors.`,
    );
  } finally {
    await database.close();
  }
}

const contentOf = ({ tables, files }: Manifest): string =>
  `${tables.length} tables, ${tables.reduce((sum, { rows }) => sum + rows, 0).toLocaleString('en-US')} rows, ${files.length} files`;
