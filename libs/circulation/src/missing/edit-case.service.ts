import { Injectable } from '@nestjs/common';
import { InventoryFacade } from '@app/inventory';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { CaseStateWrong } from '../circulation.errors.js';
import { lockCase, touch } from './case-lock.js';
import { requirePast } from './report-stolen.service.js';
import { keepFound } from './recover.service.js';
import type { FoundFacts } from './recover.service.js';

export interface EditCaseRequest extends FoundFacts {
  version: number;
  lastSeenPlace?: string | null;
  toldBy?: string | null;
  policeAgency?: string | null;
  policeReportNumber?: string | null;
  policeReportedOn?: string | null;
}

/** Which column each fact is. */
const TOLD = {
  lastSeenPlace: 'last_seen_place',
  toldBy: 'told_by',
  policeAgency: 'police_agency',
  policeReportNumber: 'police_report_number',
  policeReportedOn: 'police_reported_on',
} as const;
const FOUND = ['foundPlace', 'broughtBy', 'foundCondition', 'foundNote'] as const;

@Injectable()
export class EditCaseService {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
  ) {}

  /**
   * Facts that are learned later: more about the loss, or after a scan found the device, about the find.
   * @throws CaseNotFound, CaseVersionConflict, CaseStateWrong, CaseFactsInvalid, DeviceNotPermitted
   */
  edit(viewer: Viewer, id: string, request: EditCaseRequest): Promise<{ id: string }> {
    return this.db.transaction(async (tx) => {
      const { device, found } = await lockCase(tx, viewer, this.inventory, id, request.version);
      this.inventory.requireReach(viewer, 'device:work-missing', device);
      const aboutFind = FOUND.some((field) => request[field] !== undefined);
      await requirePast(tx, request.policeReportedOn);
      if (aboutFind && found.state !== 'recovered') throw new CaseStateWrong('recovered', found.state);
      const told = Object.entries(TOLD).filter(([field]) => request[field as keyof typeof TOLD] !== undefined);
      if (told.length > 0) {
        await tx.execute(
          `UPDATE missing_case SET ${told.map(([, column], n) => `${column} = $${n + 2}`).join(', ')} WHERE id = $1`,
          [id, ...told.map(([field]) => request[field as keyof typeof TOLD] ?? null)],
        );
      }
      await keepFound(tx, id, Object.fromEntries(FOUND.map((field) => [field, request[field]])));
      const { foundCondition } = request;
      if (foundCondition && foundCondition !== device.condition) {
        await this.inventory.record(tx, viewer, 'case', [
          {
            deviceId: device.id,
            type: 'condition-reported',
            after: { condition: foundCondition },
            evidence: { caseId: id },
          },
        ]);
      }
      await touch(tx, id);
      return { id };
    });
  }
}
