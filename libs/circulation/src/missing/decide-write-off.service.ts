import { Injectable } from '@nestjs/common';
import type { LockedDevice } from '@app/inventory';
import { InventoryFacade } from '@app/inventory';
import { Database, Jobs } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { NoProposal, WriteOffRefused } from '../circulation.errors.js';
import { DeviceWrittenOff, WriteOffDeclined } from '../circulation.events.js';
import type { LockedCase } from './case-lock.js';
import { lockCase, requireOpen, touch } from './case-lock.js';
import { tick } from './do-step.service.js';
import { decisionRefusals } from './missing.rules.js';
import { writeOffFacts } from './write-off-facts.js';

export interface DecideRequest {
  version: number;
  decision: 'approve' | 'decline';
  note?: string;
}

@Injectable()
export class DecideWriteOffService {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
    private readonly jobs: Jobs,
  ) {}

  /**
   * The second of the two persons. Approval writes the device off: ledger, loan, case and its last step together.
   * @throws CaseNotFound, CaseVersionConflict, CaseStateWrong, NoProposal, WriteOffRefused, DeviceNotPermitted
   */
  decide(viewer: Viewer, id: string, request: DecideRequest): Promise<{ id: string }> {
    return this.db.transaction(async (tx) => {
      const { device, found } = await lockCase(tx, viewer, this.inventory, id, request.version);
      this.inventory.requireReach(viewer, 'device:write-off', device);
      requireOpen(found);
      const facts = await writeOffFacts(tx, viewer, id);
      if (facts.pendingId === null) throw new NoProposal();
      const refusals = decisionRefusals(facts);
      if (refusals.length > 0) throw new WriteOffRefused(refusals);
      const writeOff = { id: facts.pendingId, reason: facts.pendingReason ?? 'other', today: facts.today };
      if (request.decision === 'approve') await this.approve(tx, viewer, device, found, writeOff, request.note);
      else await this.decline(tx, viewer, found, writeOff.id, request.note);
      return { id };
    });
  }

  private async approve(
    tx: Tx,
    viewer: Viewer,
    device: LockedDevice,
    found: LockedCase,
    { id: writeOffId, reason, today }: { id: string; reason: string; today: string },
    note: string | undefined,
  ): Promise<void> {
    const { seq, occurredAt } = await this.inventory.move(tx, viewer, device, {
      to: 'lost',
      evidence: { reason },
      ids: { caseId: found.id, writeOffId },
    });
    await tx.execute(
      `UPDATE write_off SET state = 'approved', decided_by = $2, decided_at = $3, decision_note = $4, event_seq = $5 WHERE id = $1`,
      [writeOffId, viewer.accountId, occurredAt, note ?? null, seq],
    );
    const [waits] = await tx.query(
      `SELECT 1 FROM missing_case_step WHERE case_id = $1 AND step = 'write-off' AND done_at IS NULL`,
      [found.id],
    );
    if (waits) await tick(tx, viewer, found.id, { step: 'write-off', doneOn: today });
    await tx.execute(
      `UPDATE missing_case SET state = 'written-off', closed_at = $2, closed_as = 'written-off', closed_by = $3, closed_seq = $4,
         next_step = NULL, next_due_on = 'infinity', version = version + 1 WHERE id = $1`,
      [found.id, occurredAt, viewer.accountId, seq],
    );
    await closeLoan(tx, viewer, device.id, { seq, occurredAt, how: 'lost' });
    await this.jobs.publish(tx, new DeviceWrittenOff({ ...payload(viewer, found), writeOffId }));
  }

  private async decline(
    tx: Tx,
    viewer: Viewer,
    found: LockedCase,
    writeOffId: string,
    note: string | undefined,
  ): Promise<void> {
    await tx.execute(
      `UPDATE write_off SET state = 'declined', decided_by = $2, decided_at = clock_timestamp(), decision_note = $3 WHERE id = $1`,
      [writeOffId, viewer.accountId, note ?? null],
    );
    await touch(tx, found.id);
    await this.jobs.publish(tx, new WriteOffDeclined({ ...payload(viewer, found), writeOffId }));
  }
}

const payload = ({ accountId }: Viewer, { id: caseId, deviceId, siteId }: LockedCase) => ({
  ...{ caseId, deviceId, siteId, accountId },
});

/** The device's open loan, if there is one, ends with an entry of its ledger. */
export async function closeLoan(
  tx: Tx,
  viewer: Viewer,
  deviceId: string,
  { seq, occurredAt, how }: { seq: number; occurredAt: string; how: 'lost' | 'returned' },
): Promise<void> {
  await tx.query(
    `SELECT circulation_close_loan(jsonb_build_object('loanId', l.id, 'seq', $2::int, 'returnedAt', $3::text, 'how', $4::text, 'accountId', $5::text))
     FROM loan l WHERE l.device_id = $1 AND l.returned_at IS NULL`,
    [deviceId, seq, occurredAt, how, viewer.accountId],
  );
}
