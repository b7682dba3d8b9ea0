import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import type { Database, Tx, ZipSource } from '@app/platform';
import { BYTE_ORDER_MARK, copyOut, csvRecord, makeFolder, productVersion, zipPieces } from '@app/platform';
import type { DataTable } from '../dump/catalogue.js';
import { dataTables, TEXT_SETTINGS } from '../dump/catalogue.js';
import type { DictionaryColumn } from './dictionary.js';
import { dictionaryCsv, dictionaryOf } from './dictionary.js';
import { isLeftOut } from './left-out.rules.js';
import { readMe } from './read-me.js';

export interface Exported {
  tables: { name: string; rows: number }[];
  files: number;
  filesMissing: number;
  bytes: number;
  sha256: string;
}

interface TableToExport extends DataTable {
  /** Without secrets. */
  open: string[];
}

const MAY_TAKE_MS = 24 * 3_600_000;

/**
 * Everything that the district has, in formats that need no Cubby: a zip of CSV and JSON by table, the files, and a
 * dictionary of every column. Of one moment, like a backup; without passwords and keys, unlike one.
 */
export async function exportAll(database: Database, path: string, dataDir: string): Promise<Exported> {
  await makeFolder(dirname(path));
  const part = `${path}.part`;
  try {
    const exported = await database.transaction((tx) => write(tx, part, dataDir), {
      ...{ isolation: 'repeatable read', readOnly: true, idempotency: 'skip', statementTimeoutMs: MAY_TAKE_MS },
    });
    await rename(part, path);
    return exported;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function write(tx: Tx, path: string, dataDir: string): Promise<Exported> {
  for (const setting of [...TEXT_SETTINGS, 'SET LOCAL idle_in_transaction_session_timeout = 0'])
    await tx.execute(setting);
  const all = await dataTables(tx);
  const dictionary = await dictionaryOf(
    tx,
    all.map(({ name }) => name),
  );
  const tables = all
    .filter(({ name }) => !isLeftOut(name))
    .map((table) => ({ ...table, open: openColumns(table, dictionary) }));
  const counts = new Map<string, number>();
  const stored = await storedFiles(tx, dataDir);
  const entries = function* (): Generator<ZipSource> {
    yield words('README.txt', readMe(productVersion(), new Date()));
    yield words('dictionary.csv', BYTE_ORDER_MARK + dictionaryCsv(dictionary));
    yield words('dictionary.json', `${JSON.stringify(dictionary, null, 1)}\n`);
    for (const table of tables) yield* tableEntries(tx, table, counts);
    for (const { name, place } of stored.found) yield { name, pieces: createReadStream(place) };
  };
  const sealed = await drain(zipPieces(entries()), path);
  return {
    ...sealed,
    files: stored.found.length,
    filesMissing: stored.missing,
    tables: tables.map(({ name }) => ({ name, rows: counts.get(name) ?? 0 })),
  };
}

const words = (name: string, content: string): ZipSource => ({ name, pieces: Readable.from([content]) });

const openColumns = (table: DataTable, dictionary: readonly DictionaryColumn[]): string[] =>
  dictionary.filter((entry) => entry.table === table.name && entry.exported).map(({ column }) => column);

const quoted = (column: string): string => `"${column}"`;
const bare = (table: string): string => table.replace('public.', '');

/** Each is opened when the archive comes to it: one connection, one COPY at a time. */
function* tableEntries(tx: Tx, table: TableToExport, counts: Map<string, number>): Generator<ZipSource> {
  const { name, order, open } = table;
  const asText = `to_json(ARRAY[${open.map((column) => `t.${quoted(column)}::text`).join(', ')}])`;
  const asJson = `row_to_json((SELECT r FROM (SELECT ${open.map((column) => `t.${quoted(column)}`).join(', ')}) AS r))`;
  const lines = (expression: string): Readable =>
    // JSON has no control characters, so that these two never come up and each row is a line as it is.
    copyOut(
      tx,
      `COPY (SELECT ${expression} FROM ${name} t ORDER BY ${order}) TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')`,
    );
  const csv = csvLines(open, lines(asText), (rows) => counts.set(name, rows));
  yield { name: `csv/${bare(name)}.csv`, pieces: csv };
  yield { name: `json/${bare(name)}.jsonl`, pieces: lines(asJson) };
}

async function* csvLines(
  columns: readonly string[],
  lines: Readable,
  done: (rows: number) => void,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRecord(columns);
  let rows = 0;
  for await (const line of linesOf(lines)) {
    rows += 1;
    yield csvRecord(JSON.parse(line) as (string | null)[]);
  }
  done(rows);
}

/** At line feeds alone: readline takes U+2028 in a name for an end of line, too. */
async function* linesOf(source: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of source) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** By their ids, as `csv/stored_file.csv` lists them. */
async function storedFiles(
  tx: Tx,
  dataDir: string,
): Promise<{ found: { name: string; place: string }[]; missing: number }> {
  const known = await tx.query<{ name: string }>(
    `SELECT 'files/' || purpose || '/' || id AS name FROM stored_file WHERE removed_at IS NULL ORDER BY 1`,
  );
  const found: { name: string; place: string }[] = [];
  for (const { name } of known) {
    const place = join(dataDir, name);
    if (await stat(place).catch(() => null)) found.push({ name, place });
  }
  return { found, missing: known.length - found.length };
}

async function drain(source: AsyncIterable<Buffer>, path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600, flush: true }),
  );
  return { bytes, sha256: hash.digest('hex') };
}
