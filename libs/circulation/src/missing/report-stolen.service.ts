import { Injectable } from '@nestjs/common';
import type { LockedDevice } from '@app/inventory';
import { InventoryFacade } from '@app/inventory';
import { Database, Jobs } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { CaseFactsInvalid } from '../circulation.errors.js';
import { DeviceReportedStolen } from '../circulation.events.js';
import { lockCase, requireOpen } from './case-lock.js';
import { NOT_NEEDED_WHEN_STOLEN } from './missing.rules.js';

export interface TheftFacts {
  policeAgency?: string;
  policeReportNumber?: string;
  policeReportedOn?: string;
  finding?: string;
}

@Injectable()
export class ReportStolenService {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
    private readonly jobs: Jobs,
  ) {}

  /** A missing device turns out to be stolen. @throws CaseNotFound, CaseVersionConflict, CaseStateWrong, StateChangeRefused, CaseFactsInvalid */
  report(viewer: Viewer, id: string, request: TheftFacts & { version: number }): Promise<{ id: string }> {
    return this.db.transaction(async (tx) => {
      const { device, found } = await lockCase(tx, viewer, this.inventory, id, request.version);
      requireOpen(found);
      await this.record(tx, viewer, device, { id, siteId: found.siteId }, request);
      return { id };
    });
  }

  /**
   * By a police report, or by the finding of an administrator, who is one that may propose write-offs.
   * @throws StateChangeRefused, CaseFactsInvalid, DeviceNotPermitted
   */
  async record(
    tx: Tx,
    viewer: Viewer,
    device: LockedDevice,
    { id, siteId }: { id: string; siteId: string },
    theft: TheftFacts,
  ): Promise<void> {
    const { policeAgency, policeReportNumber, policeReportedOn, finding } = theft;
    const byPolice = policeAgency !== undefined && policeReportNumber !== undefined;
    if (!byPolice && finding === undefined)
      throw new CaseFactsInvalid(
        policeReportNumber === undefined ? 'policeReportNumber' : 'policeAgency',
        'is needed for a theft, with the agency and the number of the report; without a report give the finding of an administrator',
      );
    await requirePast(tx, policeReportedOn);
    if (!byPolice) this.inventory.requireReach(viewer, 'device:propose-write-off', device);
    await this.inventory.move(tx, viewer, device, {
      to: 'stolen',
      evidence: { policeAgency, policeReportNumber, reason: byPolice ? 'police-report' : 'administrator-finding' },
      ids: { caseId: id },
    });
    await tx.execute(
      `UPDATE missing_case SET kind = 'stolen', police_agency = $2, police_report_number = $3, police_reported_on = $4, finding = $5,
         version = version + 1 WHERE id = $1`,
      [id, policeAgency ?? null, policeReportNumber ?? null, policeReportedOn ?? null, finding ?? null],
    );
    await tx.execute(
      `UPDATE missing_case_step SET not_needed_as = 'stolen'
       WHERE case_id = $1 AND step = ANY ($2::text[]) AND done_at IS NULL AND not_needed_as IS NULL`,
      [id, NOT_NEEDED_WHEN_STOLEN],
    );
    const { accountId } = viewer;
    await this.jobs.publish(tx, new DeviceReportedStolen({ caseId: id, deviceId: device.id, siteId, accountId }));
  }
}

/** @throws CaseFactsInvalid */
export async function requirePast(tx: Tx, policeReportedOn: string | null | undefined): Promise<void> {
  const [{ ahead }] = await tx.query<{ ahead: boolean | null }>(
    'SELECT $1::date > directory_day(clock_timestamp()) AS ahead',
    [policeReportedOn ?? null],
  );
  if (ahead) throw new CaseFactsInvalid('policeReportedOn', 'must not be in the future');
}
