import { Injectable } from '@nestjs/common';
import { InventoryFacade } from '@app/inventory';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { StepNotDone, WriteOffRefused } from '../circulation.errors.js';
import { lockCase, requireOpen, touch } from './case-lock.js';
import { permissionFor } from './do-step.service.js';
import { NOT_NEEDED_WHEN_STOLEN, PROPOSED_ALREADY } from './missing.rules.js';
import type { Step } from './vocabulary.js';
import { writeOffFacts } from './write-off-facts.js';

/** A step that was ticked by mistake waits again; what had been written down stays beside it. */
@Injectable()
export class TakeBackStepService {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
  ) {}

  /** @throws CaseNotFound, CaseVersionConflict, CaseStateWrong, StepNotDone, WriteOffRefused, DeviceNotPermitted */
  async takeBack(viewer: Viewer, id: string, request: { version: number; step: Step }): Promise<{ id: string }> {
    return this.db.transaction(async (tx) => {
      const { device, found } = await lockCase(tx, viewer, this.inventory, id, request.version);
      this.inventory.requireReach(viewer, permissionFor(request.step), device);
      requireOpen(found);
      // A proposal rests on the steps before it.
      const { pending } = await writeOffFacts(tx, viewer, id);
      if (pending) throw new WriteOffRefused([PROPOSED_ALREADY]);
      const kept = await tx.execute(
        `INSERT INTO missing_case_step_taken_back (case_id, step, done_on, done_at, done_by, note, taken_back_by)
         SELECT case_id, step, done_on, done_at, done_by, note, $3 FROM missing_case_step
          WHERE case_id = $1 AND step = $2 AND done_at IS NOT NULL`,
        [id, request.step, viewer.accountId],
      );
      if (kept === 0) throw new StepNotDone();
      const superfluous = found.kind === 'stolen' && NOT_NEEDED_WHEN_STOLEN.includes(request.step);
      await tx.execute(
        `UPDATE missing_case_step SET done_on = NULL, done_at = NULL, done_by = NULL, note = NULL, not_needed_as = $3
          WHERE case_id = $1 AND step = $2`,
        [id, request.step, superfluous ? 'stolen' : null],
      );
      await touch(tx, id);
      return { id };
    });
  }
}
