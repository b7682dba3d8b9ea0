import type { DatabaseTarget, MigrationPlan, MigrationReport } from '@app/platform';
import { migrate, prepareDatabase } from '@app/platform';
import { eventCatalogue } from './events.js';
import { sqlFunctions } from './functions.js';
import { grantStatements } from './grants.js';
import { migrations } from './migrations/index.js';

/** Everything that stands in this folder. */
export const migrationPlan: MigrationPlan = {
  migrations,
  functions: sqlFunctions,
  events: eventCatalogue,
  grants: grantStatements,
};

/** Brings a database up to date. `appRole`: who gets the grants; `null` when the owner runs the product. */
export const migrateDatabase = (ownerUrl: string, appRole: string | null): Promise<MigrationReport> =>
  migrate(ownerUrl, migrationPlan, appRole);

/** For the start of a process: migrates where our role may, else makes sure that nothing is missing. */
export const prepare = (target: DatabaseTarget): Promise<MigrationReport | null> =>
  prepareDatabase(target, migrationPlan);
