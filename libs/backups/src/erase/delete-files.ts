import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErasureCertificate } from './certificate.js';

/** What the product keeps in its data folder besides the database server and whole backups. */
const PARTS =
  /^((files|ledger-anchors|secret\.key|restoring|rosters)(\.before-restore-.*)?|cubby_verify_[0-9a-f]+|sample-sign-ins\.json)$/;

export async function deleteFolders(dataDir: string): Promise<void> {
  for (const name of await namesIn(dataDir)) {
    if (PARTS.test(name)) await rm(join(dataDir, name), { recursive: true, force: true });
  }
  // Not in BACKUP_DIR, where another installation may be writing one.
  const ours = join(dataDir, 'backups');
  for (const name of await namesIn(ours)) if (name.endsWith('.part')) await rm(join(ours, name), { force: true });
}

/** Those that lie where backups go; others are named in the certificate as not deleted. */
export async function deleteBackups(folder: string, certificate: ErasureCertificate): Promise<void> {
  const there = await namesIn(folder);
  for (const backup of certificate.backups) {
    if (!there.includes(backup.fileName)) continue;
    await rm(join(folder, backup.fileName), { force: true });
    backup.deleted = true;
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
