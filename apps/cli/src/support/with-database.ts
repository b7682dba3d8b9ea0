import { Database, openDatabase, Settings } from '@app/platform';
import type { OpenedDatabase, OpenOptions } from '@app/platform';
import { prepare } from '../../../../database/migrate.js';

export interface CommandContext {
  readonly settings: Settings;
  readonly target: OpenedDatabase;
  /** As the runtime role. */
  readonly database: Database;
}

/** Checks the settings, brings the database up, leaves it as it was found when `work` is done. Does not migrate. */
export async function withTarget<T>(
  work: (context: Omit<CommandContext, 'database'>) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const settings = Settings.from();
  const target = await openDatabase(settings, options);
  try {
    return await work({ settings, target });
  } finally {
    await target.stop();
  }
}

/** The same, with an up-to-date schema and a connection of the runtime role. */
export const withDatabase = <T>(work: (context: CommandContext) => Promise<T>, options: OpenOptions = {}): Promise<T> =>
  withTarget(async ({ settings, target }) => {
    await prepare(target);
    const database = await Database.connect(target.appUrl, { poolSize: 4, applicationName: 'cubby cli' });
    try {
      return await work({ settings, target, database });
    } finally {
      await database.close();
    }
  }, options);
