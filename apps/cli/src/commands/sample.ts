import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Command } from 'commander';
import { dayIn } from '@app/kernel';
import { Database, JsonLogger, openDatabase } from '@app/platform';
import type { OpenedDatabase, Settings } from '@app/platform';
import { prepare } from '../../../../database/migrate.js';
import { loadSample } from '../../../../database/sample/load.js';
import type { SampleReport } from '../../../../database/sample/load.js';
import type { SampleSignIn } from '../../../../database/sample/load-accounts.js';
import { startServer } from '../../../server/src/bootstrap.js';
import { SAMPLE_DISTRICT } from '../support/sample-district.js';
import { settingsOfCommand } from '../support/with-database.js';

export interface SampleOptions {
  serve: boolean;
  remove: boolean;
  /** The sample is made around this day, `YYYY-MM-DD`. */
  today?: string;
}

/** `cubby sample [--serve] [--remove]`: the sample district, filled when missing. */
export const sampleCommand = (): Command =>
  new Command('sample')
    .description('Make the sample district in a database of its own')
    .option('--serve', 'and open it on PUBLIC_URL', false)
    .option('--remove', 'drop that database instead', false)
    .option('--today <day>', 'make it around this day (YYYY-MM-DD)')
    .action(sample);

async function sample(options: SampleOptions): Promise<void> {
  const settings = settingsOfCommand();
  const target = await openDatabase(settings, SAMPLE_DISTRICT);
  try {
    if (options.remove) {
      await target.server?.dropDatabase(SAMPLE_DISTRICT.name);
      await rm(signInFile(settings), { force: true });
      console.log('The sample district is gone.');
      return;
    }
    const signIns = await madeSample(settings, target, options);
    printSignIns(signIns);
    if (options.serve) await serve(settings);
  } finally {
    await target.stop();
  }
}

const signInFile = (settings: Settings): string => join(settings.DATA_DIR, 'sample-sign-ins.json');

/** The sign-ins of the sample, which is made (again, when an earlier start was interrupted) unless it is complete. */
async function madeSample(settings: Settings, target: OpenedDatabase, options: SampleOptions): Promise<SampleSignIn[]> {
  if (await isComplete(target)) {
    const kept = await readFile(signInFile(settings), 'utf8').catch(() => null);
    if (kept) return JSON.parse(kept) as SampleSignIn[];
  }
  await target.server?.dropDatabase(SAMPLE_DISTRICT.name);
  await target.server?.ensureDatabase(SAMPLE_DISTRICT.name);
  await prepare(target);
  const started = Date.now();
  console.log('Making the sample district: about a minute …');
  const database = await Database.connect(target.appUrl, { poolSize: 4, applicationName: 'cubby sample' });
  try {
    const today = options.today ?? dayIn('America/Los_Angeles', new Date());
    const report = await loadSample(database, today, settings, () => analyze(target.ownerUrl));
    await writeFile(signInFile(settings), JSON.stringify(report.signIns), { mode: 0o600 });
    printReport(report, Date.now() - started);
    return report.signIns;
  } finally {
    await database.close();
  }
}

/** Only the owner may ask for it. */
async function analyze(ownerUrl: string): Promise<void> {
  const database = await Database.connect(ownerUrl, { poolSize: 1, applicationName: 'cubby sample' });
  try {
    await database.transaction((tx) => tx.execute('ANALYZE'), { statementTimeoutMs: 120_000 });
  } finally {
    await database.close();
  }
}

/** A whole sample says so: its district is marked last. */
async function isComplete(target: OpenedDatabase): Promise<boolean> {
  await prepare(target);
  const database = await Database.connect(target.appUrl, { poolSize: 2, applicationName: 'cubby sample' });
  try {
    const [row] = await database.read.query<{ complete: boolean }>(
      'SELECT EXISTS (SELECT 1 FROM district WHERE sample) AS complete',
    );
    return row?.complete === true;
  } finally {
    await database.close();
  }
}

function printReport(report: SampleReport, ms: number): void {
  const count = (value: number): string => value.toLocaleString('en-US');
  console.log(
    `${count(report.sites)} sites, ${count(report.students)} students, ${count(report.staff)} staff, ` +
      `${count(report.devices)} devices, ${count(report.events)} ledger entries in ${Math.round(ms / 1000)} s.`,
  );
}

function printSignIns(signIns: readonly SampleSignIn[]): void {
  console.log('\nSign in as');
  for (const { email, role, where } of signIns) console.log(`  ${email.padEnd(36)} ${role}, ${where}`);
  console.log(`with the password  ${signIns[0]?.password}`);
  console.log(
    'IT admins and finance sign in without a second factor here alone: the sample district switches it off.\n',
  );
}

/** Serves until a signal. */
async function serve(settings: Settings): Promise<void> {
  const logger = new JsonLogger(settings.LOG_LEVEL);
  Logger.overrideLogger(logger);
  const server = await startServer(settings, logger, SAMPLE_DISTRICT);
  console.log(`Cubby is ready at ${server.url}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await server.stop();
  logger.flush();
}
