import type { LedgerCheck, RestoreParts } from '@app/backups';
import { AnchorFolder, verifyLedger } from '@app/inventory';
import { migrationPlan } from '../../../database/migrate.js';

/** Of a district that was restored: every chain, against the anchors that came with it. */
export const ledgerCheck: LedgerCheck = async (db, dataDir) => {
  const { findings, devices, anchors } = await verifyLedger(db, { folder: new AnchorFolder(dataDir) });
  return { findings: findings.length, devices, anchors };
};

export const restoreParts: RestoreParts = { plan: migrationPlan, ledger: ledgerCheck };
