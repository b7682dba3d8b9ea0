import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db, MigrationPlan, Settings } from '@app/platform';
import { Database, openDatabase } from '@app/platform';
import type { Manifest } from '../archive/manifest.js';
import { LedgerBroken } from '../backups.errors.js';
import { restoreBackup } from './restore.js';

/** What is said about the ledger of a district that was restored. */
export interface LedgerFacts {
  devices: number;
  anchors: number;
  /** Places where it is broken. */
  findings: number;
}

/** The ledger is not ours: the apps know who reads it. `dataDir`: where its anchors are. */
export type LedgerCheck = (db: Db, dataDir: string) => Promise<LedgerFacts>;

export interface VerifyOrder {
  settings: Settings;
  /** The backup. */
  path: string;
  passphrase?: string;
  plan: MigrationPlan;
  /** From `checkBackup`. */
  checked: Manifest;
  ledger: LedgerCheck;
}

const PREFIX = 'cubby_verify_';

/**
 * Proves that a backup can be restored: into a database and a folder of their own, which are then thrown away. Always in the
 * embedded server: that needs no rights on an external one and is never in its way.
 * @throws what a restore throws, LedgerBroken
 */
export async function verifyBackup({ settings, ledger, ...order }: VerifyOrder): Promise<LedgerFacts> {
  const name = PREFIX + randomBytes(4).toString('hex');
  const dataDir = join(settings.DATA_DIR, name);
  const target = await openDatabase(settings, { name, alwaysEmbedded: true });
  try {
    await restoreBackup({ ...order, target, dataDir });
    return await wholeLedger(target.appUrl, (db) => ledger(db, dataDir));
  } finally {
    await target.server?.dropDatabase(name);
    // Those of processes that were killed in the middle.
    const left = (await target.server?.dropUnused(PREFIX)) ?? [];
    await target.stop();
    for (const folder of [name, ...left]) await rm(join(settings.DATA_DIR, folder), { recursive: true, force: true });
  }
}

/** @throws LedgerBroken */
export async function wholeLedger(url: string, check: (db: Db) => Promise<LedgerFacts>): Promise<LedgerFacts> {
  const database = await Database.connect(url, { poolSize: 2, applicationName: 'cubby restore' });
  try {
    const facts = await check(database.read);
    if (facts.findings > 0) throw new LedgerBroken(facts.findings);
    return facts;
  } finally {
    await database.close();
  }
}
