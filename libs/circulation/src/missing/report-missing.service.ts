import { Injectable } from '@nestjs/common';
import { InventoryFacade } from '@app/inventory';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { CaseOpener } from './case-opener.js';
import type { ReportFacts } from './case-opener.js';
import { ReportStolenService } from './report-stolen.service.js';
import type { TheftFacts } from './report-stolen.service.js';
import type { CaseKind } from './vocabulary.js';

@Injectable()
export class ReportMissingService {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
    private readonly opener: CaseOpener,
    private readonly stolen: ReportStolenService,
  ) {}

  /**
   * Opens a case; for a theft the device is missing first and then stolen, in one transaction.
   * @throws DeviceNotFound, CaseOpenAlready, StateChangeRefused, CaseFactsInvalid, ReferenceUnknown
   */
  report(
    viewer: Viewer,
    deviceId: string,
    request: ReportFacts & TheftFacts & { kind: CaseKind },
  ): Promise<{ id: string }> {
    return this.db.transaction(async (tx) => {
      const device = await this.inventory.lock(tx, viewer, deviceId);
      const id = await this.opener.open(tx, viewer, device, request);
      if (request.kind === 'stolen') {
        const missing = await this.inventory.lock(tx, viewer, deviceId);
        await this.stolen.record(tx, viewer, missing, { id, siteId: device.locationSiteId }, request);
      }
      return { id };
    });
  }
}
