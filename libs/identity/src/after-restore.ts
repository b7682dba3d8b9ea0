import type { Tx } from '@app/platform';
import { Viewer } from '@app/platform';
import { AdminLog } from './admin-log/admin-log.js';

/** Of a sign-in or an enrolment that had begun. */
const BEGUN = ['sign_in_attempt', 'second_factor_offer'];

/**
 * What was open when a backup was taken may have been closed since, for a reason: after a restore everybody signs in anew.
 * In the schema of the backup, which may be older than ours.
 * @returns how many sessions ended
 */
export async function endAccessOfBackup(tx: Tx, takenAt: string): Promise<number> {
  for (const table of BEGUN) {
    const [{ there }] = await tx.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
    if (there) await tx.execute(`DELETE FROM ${table}`);
  }
  const sessions = await tx.execute('UPDATE session SET ended_at = clock_timestamp() WHERE ended_at IS NULL');
  await new AdminLog().record(tx, {
    ...{ viewer: Viewer.system('restore'), action: 'district.restored', subjectKind: 'district', subjectId: null },
    after: { takenAt, sessionsEnded: sessions },
  });
  return sessions;
}
