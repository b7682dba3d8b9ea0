import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { fiscalYearLabel, fiscalYearOf } from '@app/kernel';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { DeviceNotFound } from '../inventory.errors.js';
import { deviceInScope, scopeValue } from '../shared/scope.js';
import type { DueFacts } from './due-year.rules.js';
import { dueYear } from './due-year.rules.js';
import type { DeviceRefreshDto } from './refresh.dto.js';

const FACTS = `SELECT coalesce(d.received_on, d.purchased_on) AS "receivedOn", coalesce(m.cycle_years, c.cycle_years) AS "cycleYears",
    m.cycle_years IS NOT NULL AS "ofModel", m.support_ends_on AS "supportEndsOn", d.condition
  FROM device d JOIN model m ON m.id = d.model_id
  LEFT JOIN policy_cycle c ON c.device_class = m.device_class AND c.effective @> directory_day(clock_timestamp())
  WHERE d.id = $1 AND ${deviceInScope('d', '$2')}`;

/** When a device is due for refresh, and why. */
@Injectable()
export class RefreshService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
  ) {}

  /** @throws DeviceNotFound outside `device:read` */
  async of(viewer: Viewer, id: string): Promise<DeviceRefreshDto> {
    const db = this.db.read;
    const scope = scopeValue(viewer.sitesFor('device:read'));
    const [facts] = await db.query<DueFacts & { ofModel: boolean }>(FACTS, [id, scope]);
    if (!facts) throw new DeviceNotFound();
    const { fiscalYearStartMonth, today } = await this.sites.district(db);
    const firstYear = fiscalYearOf(today, fiscalYearStartMonth);
    const { year, reason, backlog, steps } = dueYear(facts, { firstYear, fiscalYearStartMonth });
    const label = (of: number | null): string | null =>
      of === null ? null : fiscalYearLabel(of, fiscalYearStartMonth);
    return {
      ...facts,
      ...{ year, reason, backlog, label: label(year), dueNow: year !== null && year <= firstYear },
      steps: steps.map((step) => ({ ...step, label: label(step.year) })),
    };
  }
}
