import { Logger } from '@nestjs/common';
import { errorFacts, JsonLogger, RestoreUnfinished, Settings, SettingsError } from '@app/platform';
import type { RunningServer } from './bootstrap.js';
import { startServer } from './bootstrap.js';

/** SIGTERM is answered within this time, whatever still hangs. */
const LAST_MOMENT_MS = 9_500;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const settings = Settings.from();
  const logger = new JsonLogger(settings.LOG_LEVEL);
  Logger.overrideLogger(logger);
  process.on('exit', () => logger.flush());
  // A promise that nobody waited for spoils one piece of work, not the desks of a district.
  process.on('unhandledRejection', (reason) =>
    logger.error({ event: 'process.unhandled-rejection', error: errorFacts(reason) }),
  );
  const running = startServer(settings, logger);
  endWith(running, logger);
  const { url, setupCode } = await running;
  say(url === null ? 'Cubby works on jobs.' : `Cubby is ready at ${url}`);
  if (url !== null && setupCode !== null) say(`First run: open ${url}/setup and enter the code ${setupCode}`);
}

/** The first signal stops the server; further ones change nothing. */
function endWith(running: Promise<RunningServer>, logger: JsonLogger): void {
  let ending = false;
  const end = (code: number, why: string): void => {
    if (ending) return;
    ending = true;
    logger.log({ event: 'process.stopping', why });
    setTimeout(() => exit(1, logger), LAST_MOMENT_MS).unref();
    running
      .then((server) => server.stop())
      .then(() => exit(code, logger))
      .catch((error: unknown) => {
        logger.error({ event: 'process.stop-failed', error: errorFacts(error) });
        exit(1, logger);
      });
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(0, signal));
  process.on('uncaughtException', (error) => {
    logger.fatal({ event: 'process.uncaught-exception', error: errorFacts(error) });
    end(1, 'uncaught exception');
  });
}

function exit(code: number, logger: JsonLogger): never {
  logger.flush();
  process.exit(code);
}

main().catch((error: unknown) => {
  const foreseen = error instanceof SettingsError || error instanceof RestoreUnfinished;
  const text = foreseen ? error.message : `Cubby cannot start: ${(error as Error).stack ?? String(error)}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
