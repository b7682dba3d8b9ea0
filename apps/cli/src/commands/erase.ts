import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { eraseDistrict } from '@app/backups';
import { CommandFailed } from '../support/explain.js';
import { needParent } from '../support/need-parent.js';
import { withTarget } from '../support/with-database.js';

interface EraseOptions {
  by?: string;
  certificate: string;
  taken?: string;
  withoutBackup: boolean;
  backupsToo: boolean;
}

/** `cubby erase`: the end of a district here, with a certificate. The name of the district is typed, never an argument. */
export const eraseCommand = (): Command =>
  new Command('erase')
    .description('Erase the district of this installation for good, and write a certificate of it')
    .option('--by <name>', 'who answers for it (default: the user of this machine)')
    .option('--certificate <folder>', 'where the certificate goes', '.')
    .option('--taken <file>', 'a backup or an export of the last day that does not lie in BACKUP_DIR')
    .option('--without-backup', 'although no backup and no export of the last day is there', false)
    .option('--backups-too', 'also the files of backups in BACKUP_DIR', false)
    .action((options: EraseOptions) =>
      withTarget(async ({ settings, target }) => {
        await needParent(options.certificate);
        console.log(target.embedded ? OWN_SERVER : EXTERNAL_SERVER);
        const district = await typed('This cannot be undone. Type the name of the district to erase it: ');
        const { certificate, json, pdf } = await eraseDistrict({
          ownerUrl: target.ownerUrl,
          server: target.server,
          settings,
          district,
          by: options.by?.trim() || userInfo().username,
          folder: resolve(options.certificate),
          ...(options.taken !== undefined && { taken: resolve(options.taken) }),
          withoutBackup: options.withoutBackup,
          backupsToo: options.backupsToo,
        });
        const rows = certificate.tables.reduce((sum, table) => sum + table.rows, 0);
        console.log(
          `Erased ${certificate.district}: ${rows.toLocaleString('en-US')} rows, ${certificate.files} files.`,
        );
        console.log(`  ${json}`);
        console.log(`  ${pdf}`);
        const left = certificate.backups.filter(({ deleted }) => !deleted);
        for (const { fileName } of left) console.log(`This backup holds all of it still: ${fileName}`);
      }),
    );

const OWN_SERVER =
  'The database server in DATA_DIR goes as a whole, with its write-ahead log and logs; a sample district in it, too.';
const EXTERNAL_SERVER =
  'The database server is not part of this installation: its write-ahead log, archives of it, replicas and backups are its ' +
  "owner's to remove. A server in DATA_DIR, where backups were proven, goes as a whole.";

/** The first line of the standard input. */
function typed(prompt: string): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write(prompt);
  return new Promise((take, refuse) => {
    const lines = createInterface({ input: process.stdin });
    lines.once('line', (line) => {
      take(line);
      lines.close();
    });
    lines.once('close', () => refuse(new CommandFailed('No name was typed. Nothing was erased.')));
  });
}
