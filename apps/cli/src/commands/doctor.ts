import { Command } from 'commander';
import { backupChecks } from '@app/backups';
import { rosterChecks } from '@app/exchange';
import { factorChecks } from '@app/identity';
import type { Finding, OpenedDatabase, Settings } from '@app/platform';
import {
  Database,
  databaseChecks,
  isEmptyDatabase,
  problem,
  productVersion,
  refuseUnfinished,
  RestoreUnfinished,
  settingsChecks,
} from '@app/platform';
import { migrationPlan } from '../../../../database/migrate.js';
import { CommandFailed } from '../support/explain.js';
import { SAMPLE_DISTRICT } from '../support/sample-district.js';
import { withTarget } from '../support/with-database.js';

const MARK: Record<Finding['level'], string> = { ok: 'ok      ', advice: 'advice  ', problem: 'PROBLEM ' };

interface DoctorOptions {
  sample: boolean;
}

/** `cubby doctor`: looks at settings, folder and database, and says what to do. Exits 1 when something must be done. */
export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('Look for what is wrong with this installation and say what to do')
    .option('--sample', 'look at the sample district', false)
    .action(({ sample }: DoctorOptions) =>
      withTarget(
        async ({ settings, target }) => {
          console.log(`Cubby ${productVersion()}`);
          const empty = sample ? 'There is no sample district yet: run cubby sample.' : EMPTY;
          const findings = [...(await settingsChecks(settings)), ...(await insideChecks(settings, target, empty))];
          for (const { level, text } of findings) console.log(MARK[level] + text);
          const problems = findings.filter(({ level }) => level === 'problem').length;
          if (problems > 0)
            throw new CommandFailed(`\n${problems === 1 ? 'One problem' : `${problems} problems`} found.`);
        },
        sample ? SAMPLE_DISTRICT : {},
      ),
    );

const EMPTY = 'The database is empty: run cubby migrate, or start the server and set the district up.';

/** @param empty what to say of a database without tables */
async function insideChecks(settings: Settings, target: OpenedDatabase, empty: string): Promise<Finding[]> {
  let database: Database;
  try {
    database = await Database.connect(target.appUrl, { poolSize: 2, applicationName: 'cubby doctor' });
  } catch (error) {
    const { hostname, port, pathname } = new URL(target.appUrl);
    const reason = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
    return [
      problem(`The database at ${hostname}:${port}${pathname} cannot be reached: ${reason}. Look at DATABASE_URL.`),
    ];
  }
  try {
    const db = database.read;
    await refuseUnfinished(db);
    const findings = await databaseChecks(db, { target, plan: migrationPlan });
    if (await isEmptyDatabase(db)) return [...findings, problem(empty)];
    return [
      ...findings,
      ...(await backupChecks(db, settings)),
      ...(await rosterChecks(db, settings.DATA_DIR)),
      ...(await factorChecks(db)),
    ];
  } catch (error) {
    if (error instanceof RestoreUnfinished) return [problem(error.message)];
    throw error;
  } finally {
    await database.close();
  }
}
