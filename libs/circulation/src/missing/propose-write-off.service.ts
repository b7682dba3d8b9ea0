import { Injectable } from '@nestjs/common';
import { InventoryFacade } from '@app/inventory';
import { Database, Jobs } from '@app/platform';
import type { Viewer } from '@app/platform';
import { WriteOffRefused } from '../circulation.errors.js';
import { WriteOffProposed } from '../circulation.events.js';
import { lockCase, touch } from './case-lock.js';
import { proposalRefusals } from './missing.rules.js';
import { writeOffFacts } from './write-off-facts.js';

export interface ProposeRequest {
  version: number;
  reason: string;
  note?: string;
  investigationNote?: string;
}

@Injectable()
export class ProposeWriteOffService {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
    private readonly jobs: Jobs,
  ) {}

  /** The first of the two persons. @throws CaseNotFound, CaseVersionConflict, WriteOffRefused, DeviceNotPermitted */
  propose(viewer: Viewer, id: string, request: ProposeRequest): Promise<{ id: string }> {
    return this.db.transaction(async (tx) => {
      const { device, found } = await lockCase(tx, viewer, this.inventory, id, request.version);
      this.inventory.requireReach(viewer, 'device:propose-write-off', device);
      const facts = await writeOffFacts(tx, viewer, id);
      const refusals = proposalRefusals({ ...facts, investigated: request.investigationNote !== undefined });
      if (refusals.length > 0) throw new WriteOffRefused(refusals);
      const [writeOff] = await tx.query<{ id: string }>(
        `INSERT INTO write_off (case_id, reason, note, investigation_note, proposed_by) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [id, request.reason, request.note ?? null, request.investigationNote ?? null, viewer.accountId],
      );
      await touch(tx, id);
      const { siteId, deviceId } = found;
      const { accountId } = viewer;
      await this.jobs.publish(
        tx,
        new WriteOffProposed({ caseId: id, writeOffId: writeOff.id, deviceId, siteId, accountId }),
      );
      return { id };
    });
  }
}
