import { Injectable } from '@nestjs/common';
import { InventoryFacade } from '@app/inventory';
import { Database } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { CaseStateWrong } from '../circulation.errors.js';
import { lockCase } from './case-lock.js';
import { closeLoan } from './decide-write-off.service.js';

export interface FoundFacts {
  foundPlace?: string | null;
  broughtBy?: string | null;
  foundCondition?: string | null;
  foundNote?: string | null;
}

export interface RecoverRequest extends FoundFacts {
  version: number;
  reason: string;
  siteId?: string;
}

@Injectable()
export class RecoverService {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
  ) {}

  /**
   * The device is back, as told on a page; a desk does the same with a scan. The loan that was open ends.
   * @throws CaseNotFound, CaseVersionConflict, CaseStateWrong, StateChangeRefused, ReferenceUnknown
   */
  recover(viewer: Viewer, id: string, request: RecoverRequest): Promise<{ id: string }> {
    return this.db.transaction(async (tx) => {
      const { device, found } = await lockCase(tx, viewer, this.inventory, id, request.version);
      if (found.state === 'recovered') throw new CaseStateWrong('live', found.state);
      const { reason, siteId, foundCondition } = request;
      const { seq, occurredAt } = await this.inventory.move(tx, viewer, device, {
        to: 'in-stock',
        evidence: { reason },
        siteId,
        ids: { caseId: id },
        facts: foundCondition ? { condition: foundCondition } : {},
      });
      await closeLoan(tx, viewer, device.id, { seq, occurredAt, how: 'returned' });
      const closed = { deviceId: device.id, seq, at: occurredAt, how: reason, accountId: viewer.accountId };
      await tx.query('SELECT circulation_close_case($1::jsonb)', [
        JSON.stringify({ ...closed, siteId: siteId ?? device.locationSiteId }),
      ]);
      await keepFound(tx, id, request);
      return { id };
    });
  }
}

/** Facts of the find that are given; what is left out stays, `null` empties. */
export const keepFound = (tx: Tx, id: string, facts: FoundFacts): Promise<number> =>
  tx.execute(
    `UPDATE missing_case c SET found_place = CASE WHEN f ? 'foundPlace' THEN f ->> 'foundPlace' ELSE found_place END,
       brought_by = CASE WHEN f ? 'broughtBy' THEN f ->> 'broughtBy' ELSE brought_by END,
       found_condition = CASE WHEN f ? 'foundCondition' THEN f ->> 'foundCondition' ELSE found_condition END,
       found_note = CASE WHEN f ? 'foundNote' THEN f ->> 'foundNote' ELSE found_note END
     FROM (SELECT $2::jsonb) AS given (f) WHERE c.id = $1`,
    [id, JSON.stringify(facts)],
  );
