import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { InventoryFacade } from '@app/inventory';
import { Database } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { CaseFactsInvalid, StepNotOpen } from '../circulation.errors.js';
import { lockCase, requireOpen, touch } from './case-lock.js';
import type { Step } from './vocabulary.js';

interface StepDone {
  version: number;
  step: Step;
  /** Today when left out: a letter may have gone out before it is written down here. */
  doneOn?: string;
  note?: string;
}

/** Lock, notice and demand are of whoever works on cases, the review is an administrator's. */
export const permissionFor = (step: Step): string =>
  step === 'review' ? 'device:propose-write-off' : 'device:work-missing';

/** Lock, notice, demand are ticked off by whoever works on cases; the review is an administrator's, with its note. */
@Injectable()
export class DoStepService {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
    private readonly sites: SitesFacade,
  ) {}

  /** @throws CaseNotFound, CaseVersionConflict, CaseStateWrong, StepNotOpen, CaseFactsInvalid, DeviceNotPermitted */
  async do(viewer: Viewer, id: string, done: StepDone): Promise<{ id: string }> {
    return this.db.transaction(async (tx) => {
      const { device, found } = await lockCase(tx, viewer, this.inventory, id, done.version);
      this.inventory.requireReach(viewer, permissionFor(done.step), device);
      requireOpen(found);
      const { today } = await this.sites.district(tx);
      if (done.doneOn !== undefined && done.doneOn > today)
        throw new CaseFactsInvalid('doneOn', 'must not be in the future');
      await tick(tx, viewer, id, { ...done, doneOn: done.doneOn ?? today });
      await touch(tx, id);
      return { id };
    });
  }
}

/** @throws StepNotOpen */
export async function tick(
  tx: Tx,
  viewer: Viewer,
  id: string,
  { step, doneOn, note }: { step: Step; doneOn: string; note?: string },
): Promise<void> {
  const ticked = await tx.execute(
    `UPDATE missing_case_step SET done_on = $3, done_at = clock_timestamp(), done_by = $4, note = $5
     WHERE case_id = $1 AND step = $2 AND done_at IS NULL AND not_needed_as IS NULL`,
    [id, step, doneOn, viewer.accountId, note ?? null],
  );
  if (ticked === 0) throw new StepNotOpen();
}
