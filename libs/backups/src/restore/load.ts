import { copyInto, RESTORE_MARK } from '@app/platform';
import type { Tx } from '@app/platform';
import type { Manifest, TableFacts } from '../archive/manifest.js';
import { BackupDamaged, RestoreDiffers } from '../backups.errors.js';
import type { DataTable } from '../dump/catalogue.js';
import { copyOf, dataTables, JOBS, TEXT_SETTINGS } from '../dump/catalogue.js';
import { hashOfCopy } from '../dump/copy-hash.js';
import { bareTables } from './bare-tables.js';

/** The tables of a database being restored, within the one transaction that fills them. */
export class Loading {
  private constructor(
    private readonly tx: Tx,
    private readonly manifest: Manifest,
    private readonly tables: readonly DataTable[],
    private readonly giveBack: () => Promise<void>,
  ) {}

  static async begin(tx: Tx, manifest: Manifest): Promise<Loading> {
    for (const setting of [
      ...TEXT_SETTINGS,
      'SET LOCAL idle_in_transaction_session_timeout = 0',
      'SET LOCAL lock_timeout = 0',
    ])
      await tx.execute(setting);
    const tables = await dataTables(tx);
    refuseOtherTables(tables, manifest);
    const giveBack = await bareTables(tx, tables);
    await tx.execute(`CREATE TEMPORARY TABLE restored_job (LIKE ${JOBS}) ON COMMIT DROP`);
    return new Loading(tx, manifest, tables, giveBack);
  }

  async table(name: string, text: AsyncIterable<Buffer>): Promise<void> {
    const facts = this.manifest.tables.find((table) => table.name === name);
    if (!facts) throw new BackupDamaged(`${name} is not in its manifest`);
    const into = name === JOBS ? 'restored_job' : name;
    await copyInto(this.tx, `COPY ${into} (${facts.columns.join(', ')}) FROM STDIN`, text);
  }

  /** Everything that rows alone are not, then the proof that they are the same. @throws RestoreDiffers */
  async finish(): Promise<void> {
    for (const { name, value, called } of this.manifest.sequences) {
      await this.tx.execute('SELECT setval($1::regclass, $2, $3)', [name, value, called]);
    }
    await this.queueJobs();
    await this.giveBack();
    for (const table of this.tables) await this.compare(table);
    await this.tx.execute(`DROP TABLE ${RESTORE_MARK}`);
  }

  private async compare(table: DataTable): Promise<void> {
    const expected = this.manifest.tables.find(({ name }) => name === table.name) as TableFacts;
    const found = await hashOfCopy(this.tx, copyOf(table));
    if (found.sha256 !== expected.sha256)
      throw new RestoreDiffers(`${table.name}, ${found.rows} of ${expected.rows} rows`);
  }

  /** Old news is news still; a job of a queue that is no more has nobody to do it. */
  private async queueJobs(): Promise<void> {
    const { timeZone, tables } = this.manifest;
    if (timeZone !== null) await this.tx.execute('UPDATE pgboss.schedule SET timezone = $1', [timeZone]);
    const columns = tables.find(({ name }) => name === JOBS)?.columns;
    if (!columns) return;
    const values = columns.map((column) =>
      column === 'keep_until' ? `greatest(keep_until, now() + interval '14 days')` : column,
    );
    await this.tx.execute(
      `INSERT INTO ${JOBS} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM restored_job r
       WHERE EXISTS (SELECT 1 FROM pgboss.queue q WHERE q.name = r.name) ON CONFLICT DO NOTHING`,
    );
  }
}

/** The schema follows from the migrations' names; when it does not, this is no place for these rows. */
function refuseOtherTables(tables: readonly DataTable[], manifest: Manifest): void {
  const said = (all: readonly { name: string; columns: readonly string[] }[]): string[] =>
    all.filter(({ name }) => name !== JOBS).map(({ name, columns }) => `${name} (${[...columns].sort().join(', ')})`);
  const [ours, theirs] = [said(tables), said(manifest.tables)];
  const odd = [...theirs.filter((one) => !ours.includes(one)), ...ours.filter((one) => !theirs.includes(one))];
  if (odd.length > 0) throw new RestoreDiffers(`other tables than its migrations make: ${odd[0]}`);
}
