import { Command } from 'commander';
import { migrateDatabase } from '../../../../database/migrate.js';
import { withTarget } from '../support/with-database.js';

/** `cubby migrate`: the database becomes what this version needs. Safe to run at any time, also several at once. */
export const migrateCommand = (): Command =>
  new Command('migrate')
    .description('Bring the database up to date (as DATABASE_OWNER_URL when the database is external)')
    .action(() =>
      withTarget(async ({ target }) => {
        const done = await migrateDatabase(target.ownerUrl, target.appRole);
        for (const name of done.migrations) console.log(`migration   ${name}`);
        for (const name of done.queues) console.log(`queue       ${name}`);
        for (const lib of done.functions) console.log(`functions   ${lib}`);
        console.log('The database is up to date.');
        if (target.appRole === null) {
          console.log(
            'Only one database role is set, so the ledger is append-only by trigger only. See database/README.md.',
          );
        }
      }),
    );
