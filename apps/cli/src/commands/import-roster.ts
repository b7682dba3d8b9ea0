import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { RosterCounts, RosterPackage, RosterRun } from '@app/exchange';
import { dialectLabel, isMostlyRefused, isSourceCode, packageAt, RosterImporter } from '@app/exchange';
import { mostlyRefusedText, ROSTER_OUTCOME_WORDS, rosterEndText, rosterStopText, said } from '@app/kernel';
import { Viewer } from '@app/platform';
import { CommandFailed } from '../support/explain.js';
import type { CommandContext } from '../support/with-database.js';
import { withDatabase } from '../support/with-database.js';

export interface ImportRosterOptions {
  source: string;
  dryRun: boolean;
}

/** Refused rows and people to be asked about that are printed; the rest is counted. */
const MOST_ROWS = 50;

/** `cubby import roster <zip|folder> --source <code>`: the same rules as the page. A roster that stops is approved there, by a person. */
export const importRosterCommand = (): Command =>
  new Command('roster')
    .description('Import a roster: OneRoster, Microsoft SDS or Clever, as a zip file or a folder')
    .argument('<path>', 'zip file, or folder with the CSV files')
    .requiredOption('--source <code>', 'who sent it; a run makes a source with a new code', sourceCode)
    .option('--dry-run', 'show what would change and write nothing', false)
    // `import` has a --dry-run of its own, which takes the word wherever it stands.
    .action((path: string, _options: object, command: Command) =>
      withDatabase((context) => importRoster(context, path, command.optsWithGlobals<ImportRosterOptions>())),
    );

function sourceCode(text: string): string {
  if (isSourceCode(text)) return text;
  throw new InvalidArgumentError('must be small letters, digits and hyphens, at most 40, such as aeries');
}

/** @throws CommandFailed when the roster cannot be read, stops, or fails, and when the run refused something */
export async function importRoster(
  { database, settings }: CommandContext,
  path: string,
  { source: code, dryRun }: ImportRosterOptions,
): Promise<void> {
  await access(path).catch(() => {
    throw new CommandFailed(`There is no ${path} that can be read.`);
  });
  const importer = new RosterImporter(database, settings);
  const viewer = Viewer.system('import');
  const files = await packageAt(resolve(path));
  try {
    const known = await importer.sources.byCode(code);
    if (dryRun) {
      const look = (id: string) => looked(importer, viewer, id, files, { isTrial: !known });
      const checked = known ? await look(known.id) : await importer.trial.with(viewer, code, look);
      console.log('Nothing was written.');
      return mayGoOn(checked);
    }
    const source = known ?? (await importer.sources.create(viewer, { code, name: code }));
    const checked = await looked(importer, viewer, source.id, files);
    mayGoOn(checked);
    const done = await importer.run(viewer, checked.id);
    if (done.guard && !done.result) throw stopped(done);
    if (!done.result) throw failed(done);
    printCounts('The roster', done);
    complain(done);
  } finally {
    files.close();
  }
}

/** @throws CommandFailed when the run stops, or would: what runs the command at night shall hear of it */
function mayGoOn(checked: RosterRun & { predicted: RosterCounts }): void {
  if (checked.guard) throw stopped(checked);
  if (isMostlyRefused(checked.predicted, checked.limitPercent)) throw mostlyRefused(checked);
}

/** What the package would do, told. */
async function looked(
  importer: RosterImporter,
  viewer: Viewer,
  sourceId: string,
  files: RosterPackage,
  { isTrial = false } = {},
): Promise<RosterRun & { predicted: RosterCounts }> {
  const checked = await importer.check(viewer, sourceId, files);
  if (!checked.predicted) throw failed(checked);
  await report(importer, checked, isTrial ? 'and more.' : 'and more; the page of the roster shows all of them.');
  return { ...checked, predicted: checked.predicted };
}

async function report(importer: RosterImporter, run: RosterRun, more: string): Promise<void> {
  console.log(`${dialectLabel(run.dialect!)}${run.manifest?.system ? ` of ${run.manifest.system}` : ''}`);
  for (const { file, mode, rows, unread } of run.files) {
    console.log(`  ${file}: ${rows} rows, ${mode}${unread.length > 0 ? `; not read: ${unread.join(', ')}` : ''}`);
  }
  const { numberField } = await importer.sources.get(run.sourceId);
  if (numberField) console.log(`The number is ${numberField}.`);
  printCounts('The dry run', run);
  for (const outcome of ['refuse', 'ask', 'withdraw', 'kept'] as const) {
    const { items, next } = await importer.listRows(run.id, { outcome, limit: MOST_ROWS });
    for (const { file, line, key, problems } of items) {
      const where = file === null ? 'not in the files' : `${file} line ${line}`;
      const why = problems
        .map(({ field, value, reason }) => [field, value && `“${value}”`, reason].filter(Boolean).join(' '))
        .join('; ');
      console.log(`${said(ROSTER_OUTCOME_WORDS[outcome])}: ${where}, ${key ?? '?'}${why === '' ? '' : `: ${why}`}`);
    }
    if (next !== null) console.log(more);
  }
}

function printCounts(what: string, run: RosterRun): void {
  const { create, change, unchanged, withdraw, ask, refuse, kept, leftOut } = run.result ?? run.predicted!;
  console.log(
    `${what}: ${create} created, ${change} changed, ${unchanged} unchanged, ${withdraw} withdrawn, ${ask} to be asked about, ${refuse} refused.`,
  );
  if (kept) console.log(`Kept, because another source lists them: ${kept}.`);
  if (leftOut)
    console.log(
      `Not taken: ${leftOut.guardians} guardians, ${leftOut.notNow} whose role is over or begins later, ${leftOut.withoutRole} without a role.`,
    );
}

const stopped = ({ guard }: RosterRun): CommandFailed =>
  new CommandFailed(`The roster stops. ${rosterStopText(guard!)}`);

const mostlyRefused = ({ limitPercent }: RosterRun): CommandFailed =>
  new CommandFailed(mostlyRefusedText(limitPercent));

/** What runs the command at night shall hear of it. */
function complain(run: RosterRun): void {
  const { refuse } = run.result!;
  if (refuse > 0) throw new CommandFailed(`${refuse === 1 ? 'One row was' : `${refuse} rows were`} refused.`);
}

const failed = (run: RosterRun): CommandFailed => new CommandFailed(rosterEndText(run));
