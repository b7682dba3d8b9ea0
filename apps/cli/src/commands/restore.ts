import { basename } from 'node:path';
import { Command } from 'commander';
import { checkBackup, recordProof, restoreBackup, verifyBackup, wholeLedger } from '@app/backups';
import type { LedgerFacts, Manifest } from '@app/backups';
import { dayIn } from '@app/kernel';
import { Database, openDatabase } from '@app/platform';
import type { Settings } from '@app/platform';
import { migrationPlan } from '../../../../database/migrate.js';
import { ledgerCheck, restoreParts } from '../../../server/src/restore-parts.js';
import { passphraseFrom } from '../support/passphrase.js';
import { whoseBackup } from '../support/whose-backup.js';
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
    console.log(`Restored in ${seconds()}. Start Cubby: everybody signs in anew.`);
  }
}

/** Into the database and the folder that the settings name. */
async function restoreHere({ settings, path, passphrase, manifest }: Job): Promise<void> {
  const target = await openDatabase(settings);
  try {
    const { aside, migrated, sessionsEnded } = await restoreBackup({
      ...{ path, target, dataDir: settings.DATA_DIR, plan: migrationPlan, checked: manifest },
      ...(passphrase !== undefined && { passphrase }),
    });
    for (const name of aside) console.log(`Set aside in DATA_DIR: ${name}`);
    if (migrated.length > 0)
      console.log(`Brought from version ${manifest.version} to this one: ${migrated.length} migrations.`);
    console.log(accessWords(manifest, sessionsEnded));
    if (manifest.secretKey === 'environment') console.log('Set SECRET_KEY to what it was on the old machine.');
    told(await wholeLedger(target.appUrl, (db) => ledgerCheck(db, settings.DATA_DIR)));
  } finally {
    await target.stop();
  }
}

async function verifyRestore({ settings, path, passphrase, manifest }: Job): Promise<void> {
  const order = { settings, path, checked: manifest, ...restoreParts };
  told(await verifyBackup({ ...order, ...(passphrase !== undefined && { passphrase }) }));
}

/** For the page and for `/metrics` of whoever took it. */
async function remember({ settings, path, manifest: { takenAt } }: Job, seconds: number): Promise<void> {
  try {
    const target = await openDatabase(settings, await whoseBackup(settings, path));
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

const told = ({ devices, anchors }: LedgerFacts): void =>
  console.log(
    `Every table has the checksum of the backup, and the ledger is whole: ${devices} devices, ${anchors} anchors.`,
  );

const accessWords = ({ takenAt, timeZone }: Manifest, sessions: number): string =>
  `${sessions} sessions were ended. Accounts are those of ${dayIn(timeZone ?? 'UTC', new Date(takenAt))}: whoever was disabled since is ` +
  'active again, and roles, passwords, cards and tokens that were taken away since hold again. Go through them first.';

const contentOf = ({ tables, files }: Manifest): string =>
  `${tables.length} tables, ${tables.reduce((sum, { rows }) => sum + rows, 0).toLocaleString('en-US')} rows, ${files.length} files`;
