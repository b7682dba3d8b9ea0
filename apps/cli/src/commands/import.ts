import { createReadStream, createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Argument, Command, Option } from 'commander';
import type { ImportKind, ImportRun, Pads } from '@app/exchange';
import { Importer } from '@app/exchange';
import { voidedTags } from '@app/labels';
import { foldHeader, Viewer } from '@app/platform';
import { CommandFailed } from '../support/explain.js';
import type { CommandContext } from '../support/with-database.js';
import { withDatabase } from '../support/with-database.js';
import { printChanges, printCounts, printMapping, printPadding, printRefusals, printSheet } from './import-report.js';

export interface ImportCommandOptions {
  dryRun: boolean;
  yes: boolean;
  map: readonly string[];
  pad: readonly string[];
  sheet?: string;
  dateOrder?: 'month-first' | 'day-first';
  matchBy?: 'tag' | 'serial';
  personKind?: 'student' | 'staff';
  /** Files to write: every change, and the refused lines. */
  changes?: string;
  errors?: string;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `cubby import people|devices|agreements <file> [--dry-run]`: the same rules and the same report as the page. */
export const importCommand = (): Command =>
  new Command('import')
    .description('Import people, devices or signed agreements from a CSV file or an XLSX workbook')
    .addArgument(new Argument('<kind>', 'what the file holds').choices(['people', 'devices', 'agreements']))
    .argument('<file>', 'CSV or XLSX with a header line')
    .option('--dry-run', 'show what would change and write nothing', false)
    .option('--sheet <name>', 'which sheet of a workbook is read; the first, unless you say')
    .option(
      '--map <field=Column>',
      'which column gives a field, by its header or position; may be repeated',
      collect,
      [],
    )
    .option(
      '--pad <field=digits>',
      'fill up the numbers of tag, number or holder with zeros that a spreadsheet dropped; may be repeated',
      collect,
      [],
    )
    .option('--changes <file>', 'write every change of the dry run to this CSV file')
    .option('--errors <file>', 'write the refused lines to this CSV file, to correct and import again')
    .option('--yes', 'go on although the dry run has warnings', false)
    .addOption(new Option('--date-order <order>', 'of dates such as 3/4/2026').choices(['month-first', 'day-first']))
    .addOption(new Option('--match-by <key>', 'how a line finds its device').choices(['tag', 'serial']))
    .addOption(
      new Option('--person-kind <kind>', 'what new people are where no column says it').choices(['student', 'staff']),
    )
    .action((kind: ImportKind, file: string, options: ImportCommandOptions) =>
      withDatabase((context) => importFile(context, kind, file, options)),
    );

/** @throws CommandFailed when the file cannot be imported, or some of its lines */
export async function importFile(
  { database, settings }: CommandContext,
  kind: ImportKind,
  file: string,
  options: ImportCommandOptions,
): Promise<void> {
  await access(file).catch(() => {
    throw new CommandFailed(`There is no file ${file} that can be read.`);
  });
  const importer = new Importer(database, settings, voidedTags);
  const viewer = Viewer.system('import');
  const uploaded = await importer.upload(viewer, kind, {
    fileName: basename(file),
    stream: createReadStream(file),
    sheet: options.sheet,
  });
  printSheet(uploaded);
  const { dateOrder, matchBy, personKind } = options;
  const given = {
    ...(dateOrder && { dateOrder }),
    ...(matchBy && { matchBy }),
    ...(personKind && { personKind }),
    pad: padsOf(options.pad),
  };
  const mapped = await importer.map(uploaded, choicesOf(uploaded, options.map), given);
  printMapping(mapped);
  printPadding(mapped);
  const checked = await importer.dryRun(viewer, mapped.id);
  if (!checked.predicted) throw failed(checked);
  printCounts('The dry run', checked);
  await printChanges(importer, checked);
  await printRefusals(importer, checked);
  if (options.changes) await save(options.changes, await importer.rows.changesFile(viewer, checked.id));
  if (options.errors) await save(options.errors, await importer.rows.errorsFile(viewer, checked.id));
  if (options.dryRun) return console.log('Nothing was written.');
  const done = await importer.run(viewer, checked.id, options.yes ? ['many-changes', 'withdrawals'] : []);
  if (!done.result) throw failed(done);
  printCounts('The import', done);
}

/** `serial=Serial Number` or `serial=3`; `notes=` leaves a field out. */
function choicesOf(run: ImportRun, pairs: readonly string[]): { position: number; field: string | null }[] {
  return pairs.map((pair) => {
    const [, field, said] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (field === undefined || said === undefined) throw new CommandFailed(`--map takes field=Column, not ${pair}`);
    const column = run.columns.find(({ position, header, field: guessed }) =>
      said === '' ? guessed === field : String(position) === said || foldHeader(header) === foldHeader(said),
    );
    if (!column) throw new CommandFailed(`The file has no column ${said}.`);
    return { position: column.position, field: said === '' ? null : field };
  });
}

/** `tag=6`. Which fields there are, the import itself says. */
const padsOf = (pairs: readonly string[]): Pads =>
  Object.fromEntries(
    pairs.map((pair) => {
      const [, field, digits] = /^(\w+)=(\d+)$/.exec(pair) ?? [];
      if (field === undefined) throw new CommandFailed(`--pad takes field=digits, such as tag=6, not ${pair}`);
      return [field, Number(digits)];
    }),
  );

/** Readable by its owner only: it may have students in it. */
async function save(path: string, { stream }: { stream: Readable }): Promise<void> {
  await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
  console.log(`Written to ${path}.`);
}

const failed = (run: ImportRun): CommandFailed =>
  new CommandFailed(`${run.failure?.message ?? 'The import was cancelled'} (${run.failure?.code ?? run.state}).`);
