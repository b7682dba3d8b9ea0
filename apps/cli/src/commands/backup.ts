import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { Command } from 'commander';
import { backupPath, runBackup } from '@app/backups';
import type { TakenBackup } from '@app/backups';
import { Database, refuseUnfinished } from '@app/platform';
import { CommandFailed } from '../support/explain.js';
import { needParent } from '../support/need-parent.js';
import { passphraseFrom } from '../support/passphrase.js';
import { SAMPLE_DISTRICT } from '../support/sample-district.js';
import { withTarget } from '../support/with-database.js';

interface BackupOptions {
  to?: string;
  passphraseFile?: string;
  sample: boolean;
}

/** `cubby backup`: one file with the whole district, taken while people work. */
export const backupCommand = (): Command =>
  new Command('backup')
    .description('Write one file with everything: rows, files, keys. People may go on scanning')
    .option('--to <place>', 'a folder, or the name of the file (default: BACKUP_DIR)')
    .option('--passphrase-file <file>', 'encrypt with its first line (default: BACKUP_PASSPHRASE)')
    .option('--sample', 'of the sample district', false)
    .action((options: BackupOptions) => backup(options));

const backup = (options: BackupOptions): Promise<void> =>
  withTarget(
    async ({ settings, target }) => {
      const passphrase = await passphraseFrom(options.passphraseFile, settings);
      const encrypted = passphrase !== undefined;
      const path =
        options.to === undefined
          ? backupPath(settings.backupFolder, new Date(), encrypted)
          : await placeOf(options.to, encrypted);
      const database = await Database.connect(target.appUrl, { poolSize: 2, applicationName: 'cubby backup' });
      const begun = Date.now();
      try {
        await refuseUnfinished(database.read);
        const attempt = { cause: 'command' as const, requestedBy: null };
        const taken = await runBackup(database, settings, attempt, {
          ...{ path, passphrase, isNamed: options.to !== undefined },
        });
        report(taken, encrypted, Date.now() - begun);
      } finally {
        await database.close();
      }
    },
    options.sample ? SAMPLE_DISTRICT : {},
  );

/** A folder gets a name with the time in it; what has an ending and is no folder is a file. One that is there is never written over. */
async function placeOf(to: string, encrypted: boolean): Promise<string> {
  const found = await stat(to).catch(() => null);
  if (!found) await needParent(to);
  if (found?.isFile()) throw new CommandFailed(`${to} is there already. Name another file.`);
  return found?.isDirectory() || extname(to) === '' || /[\\/]$/.test(to)
    ? backupPath(resolve(to), new Date(), encrypted)
    : resolve(to);
}

const count = (value: number): string => value.toLocaleString('en-US');
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

function report({ path, manifest, bytes, sha256 }: TakenBackup, encrypted: boolean, ms: number): void {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`Backed up ${manifest.district ?? 'a database without a district'} as of ${manifest.takenAt}`);
  console.log(`  ${count(manifest.tables.length)} tables, ${count(rows)} rows, ${count(manifest.files.length)} files`);
  console.log(`  ledger: ${count(manifest.ledger.devices)} devices, ${count(manifest.ledger.entries)} entries`);
  console.log(`  ${path}, ${megabytes(bytes)} in ${(ms / 1000).toFixed(1)} s`);
  console.log(`  SHA-256 ${sha256}`);
  if (manifest.filesMissing.length > 0)
    console.log(
      `${count(manifest.filesMissing.length)} files are known but not in DATA_DIR: ${manifest.filesMissing[0]} …`,
    );
  if (manifest.secretKey === 'environment')
    console.log('SECRET_KEY is set and not in the backup: keep it elsewhere, sealed secrets need it.');
  if (!encrypted) console.log('It is not encrypted: whoever has the file can read student data.');
}
