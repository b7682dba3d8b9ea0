import { Logger } from '@nestjs/common';
import { Database, JsonLogger, openDatabase, Settings } from '@app/platform';
import type { OpenedDatabase, OpenOptions } from '@app/platform';
import { prepare } from '../../../../database/migrate.js';

export interface CommandContext {
  readonly settings: Settings;
  readonly target: OpenedDatabase;
  /** As the runtime role. */
  readonly database: Database;
}

/**
 * The settings of a command. What it has to say is all of its standard output; what the product logs below it goes to
 * standard error, and at the usual level only when something is wrong.
 */
export function settingsOfCommand(): Settings {
  const settings = Settings.from();
  const level = settings.LOG_LEVEL === 'info' ? 'warn' : settings.LOG_LEVEL;
  Logger.overrideLogger(new JsonLogger(level, process.stderr));
  return settings;
}

/** Checks the settings, brings the database up, leaves it as it was found when `work` is done. Does not migrate. */
export async function withTarget<T>(
  work: (context: Omit<CommandContext, 'database'>) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const settings = settingsOfCommand();
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
