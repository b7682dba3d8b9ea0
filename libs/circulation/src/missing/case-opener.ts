import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import type { LockedDevice } from '@app/inventory';
import { InventoryFacade } from '@app/inventory';
import { newId } from '@app/kernel';
import { Jobs } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { CaseFactsInvalid, CaseOpenAlready } from '../circulation.errors.js';
import { DeviceReportedMissing } from '../circulation.events.js';
import { clockOf } from './missing.rules.js';
import type { CaseHolder, StepPolicy } from './missing.rules.js';

export interface ReportFacts {
  reason: string;
  lastSeenOn: string;
  lastSeenRoomId?: string;
  lastSeenPlace?: string;
  toldBy?: string;
  notifiedOn?: string;
}

const ASTRAY = ['missing', 'stolen', 'lost'];

/** Opens the case of a locked device: the ledger's entry, the case and its clock together. */
@Injectable()
export class CaseOpener {
  constructor(
    private readonly inventory: InventoryFacade,
    private readonly sites: SitesFacade,
    private readonly jobs: Jobs,
  ) {}

  /** @returns the case's id. @throws CaseOpenAlready, StateChangeRefused, CaseFactsInvalid, ReferenceUnknown */
  async open(tx: Tx, viewer: Viewer, device: LockedDevice, facts: ReportFacts): Promise<string> {
    if (ASTRAY.includes(device.state)) throw new CaseOpenAlready();
    const { today } = await this.sites.district(tx);
    const notifiedOn = facts.notifiedOn ?? today;
    if (notifiedOn > today) throw new CaseFactsInvalid('notifiedOn', 'must not be in the future');
    await requireSeen(tx, device.id, facts.lastSeenOn, today);
    const id = newId();
    const { lastSeenOn, reason } = facts;
    const { seq, occurredAt } = await this.inventory.move(tx, viewer, device, {
      to: 'missing',
      evidence: { lastSeenOn, reason },
      ids: { caseId: id },
    });
    const holder = await this.insert(tx, { id, device, viewer, notifiedOn, seq, occurredAt, facts });
    await this.startClock(tx, id, device.locationSiteId, notifiedOn, holder);
    await this.jobs.publish(
      tx,
      new DeviceReportedMissing({
        caseId: id,
        deviceId: device.id,
        siteId: device.locationSiteId,
        accountId: viewer.accountId,
      }),
    );
    return id;
  }

  private async insert(
    tx: Tx,
    opened: {
      id: string;
      device: LockedDevice;
      viewer: Viewer;
      notifiedOn: string;
      seq: number;
      occurredAt: string;
      facts: ReportFacts;
    },
  ): Promise<CaseHolder> {
    const { id, device, viewer, notifiedOn, seq, occurredAt, facts } = opened;
    const [{ holder }] = await tx.query<{ holder: CaseHolder }>(
      `WITH opened AS (
         INSERT INTO missing_case (id, device_id, kind, site_id, loan_id, holder_person_id, holder_room_id, holder_cart_id, holder_cart_slot, policy_on, reported_at, reported_by,
           notified_on, opened_seq, reason, last_seen_on, last_seen_room_id, last_seen_place, told_by)
         SELECT $1, d.id, 'missing', d.location_site_id, l.id, d.holder_person_id, d.holder_room_id, d.holder_cart_id, d.cart_slot, $3, $4, $5, $3, $6, $7, $8, $9, $10, $11
         FROM device d LEFT JOIN loan l ON l.device_id = d.id AND l.returned_at IS NULL WHERE d.id = $2
         RETURNING holder_person_id)
       SELECT coalesce(p.kind, 'none') AS holder FROM opened LEFT JOIN person p ON p.id = opened.holder_person_id`,
      [
        ...[id, device.id, notifiedOn, occurredAt, viewer.accountId, seq, facts.reason, facts.lastSeenOn],
        ...[facts.lastSeenRoomId ?? null, facts.lastSeenPlace ?? null, facts.toldBy ?? null],
      ],
    );
    return holder;
  }

  private async startClock(tx: Tx, id: string, siteId: string, notifiedOn: string, holder: CaseHolder): Promise<void> {
    const policies = await tx.query<StepPolicy>(
      `SELECT id, step, after_days AS "afterDays", counted FROM policy_missing_step WHERE effective @> $1::date`,
      [notifiedOn],
    );
    const calendar = await this.sites.schoolCalendar(tx, siteId, notifiedOn);
    await tx.execute(
      `INSERT INTO missing_case_step (case_id, step, due_on, policy_id, not_needed_as)
       SELECT $1, step, "dueOn", "policyId", "notNeededAs"
       FROM jsonb_to_recordset($2::jsonb) AS s (step text, "dueOn" date, "policyId" uuid, "notNeededAs" text)`,
      [id, JSON.stringify(clockOf(policies, calendar, { notifiedOn, holder }))],
    );
  }
}

/** Of a device whose purchase nobody wrote down: it may have been about for long before it came into the records. */
const YEARS_UNRECORDED = 10;

/** The district cannot have seen it before it had it. @throws CaseFactsInvalid */
async function requireSeen(tx: Tx, deviceId: string, lastSeenOn: string, today: string): Promise<void> {
  if (lastSeenOn > today) throw new CaseFactsInvalid('lastSeenOn', 'must not be in the future');
  const [{ since, recorded }] = await tx.query<{ since: string; recorded: boolean }>(
    `SELECT b.day IS NOT NULL AS recorded, CASE WHEN b.day IS NULL THEN r.day - make_interval(years => $2) ELSE least(b.day, r.day) END::date AS since
     FROM device d CROSS JOIN LATERAL (SELECT least(d.purchased_on, d.received_on)) AS b (day)
     CROSS JOIN LATERAL (SELECT directory_day(e.occurred_at) FROM device_event e WHERE e.device_id = d.id AND e.seq = 1) AS r (day)
     WHERE d.id = $1`,
    [deviceId, YEARS_UNRECORDED],
  );
  if (lastSeenOn < since)
    throw new CaseFactsInvalid(
      'lastSeenOn',
      recorded ? `must not be before ${since}, when the device was bought` : 'is too long ago for this device',
    );
}
