import { Injectable } from '@nestjs/common';
import type { AdminAction } from '@app/identity';
import { AdminLog, requireEverywhere } from '@app/identity';
import type { CalendarDay } from '@app/kernel';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { DistrictNotSetUp } from '../directory.errors.js';
import { SitesService } from '../sites/sites.service.js';
import type { DistrictProfile } from '../district/district.dto.js';
import type { PlannedChange, PolicyEffect, PolicyKind, PolicyValues } from './policy.js';
import {
  PolicyChanged,
  PolicyDayWrong,
  PolicyInForce,
  PolicyNotFound,
  PolicyNotLast,
  PolicyValuesWrong,
} from './policy.errors.js';
import { PolicyRegistry } from './policy-registry.js';
import type { PolicyRow } from './policy-rows.js';
import { addRow, newestRow, policyRow, policyRows, removeRow } from './policy-rows.js';
import { differing, isKeyOf, policyFaults, startFault } from './policy.rules.js';

export interface NewPolicyChange extends PlannedChange {
  /** The newest row that the caller saw of this key; `null`: there was none. */
  lastId: string | null;
}

export type PolicyState = Omit<PolicyKind, 'effects' | 'table' | 'keyColumn'> & { rows: PolicyRow[] };

/** What the district decides, dated: a change is a further row that starts today or later, never an edit. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly db: Database,
    private readonly registry: PolicyRegistry,
    private readonly sites: SitesService,
    private readonly log: AdminLog,
  ) {}

  /** The district's rows, and those of the sites where the viewer edits policies or reads the log of changes. */
  async list(viewer: Viewer): Promise<{ today: CalendarDay; profile: DistrictProfile; items: PolicyState[] }> {
    const keys = this.sitesOf(viewer);
    const district = await districtOf(this.db.read);
    const items: PolicyState[] = [];
    for (const { effects: _effects, table: _table, keyColumn: _column, ...shown } of this.registry.all()) {
      const policy = this.registry.find(shown.kind);
      items.push({ ...shown, rows: await policyRows(this.db.read, policy, policy.keys === 'sites' ? keys : null) });
    }
    return { ...district, items };
  }

  /** @throws PolicyNotFound, DistrictWideOnly, SiteNotFound, PolicyChanged, PolicyValuesWrong, PolicyDayWrong */
  async preview(viewer: Viewer, kind: string, change: NewPolicyChange): Promise<{ items: PolicyEffect[] }> {
    const policy = await this.reachable(this.db.read, viewer, kind, change.key);
    const { values } = await this.checked(this.db.read, policy, change);
    return {
      items: await policy.effects(this.db.read, viewer, { key: change.key, startsOn: change.startsOn, values }),
    };
  }

  /** @throws PolicyNotFound, DistrictWideOnly, SiteNotFound, PolicyChanged, PolicyValuesWrong, PolicyDayWrong */
  plan(viewer: Viewer, kind: string, change: NewPolicyChange): Promise<PolicyRow> {
    return this.db.transaction(async (tx) => {
      const policy = await this.reachable(tx, viewer, kind, change.key);
      const { last, values } = await this.checked(tx, policy, change);
      const row = await addRow(tx, policy, last, {
        key: change.key,
        startsOn: change.startsOn,
        values: { ...last?.values, ...values },
        madeBy: viewer.accountId,
      });
      await this.record(tx, viewer, 'policy.planned', policy, row, {
        before: { ...(last && fieldsOf(last.values, values)) },
        after: { startsOn: row.from, ...values },
      });
      return row;
    });
  }

  /** Takes back a change that has not begun. @throws PolicyNotFound, DistrictWideOnly, SiteNotFound, PolicyInForce, PolicyNotLast */
  remove(viewer: Viewer, kind: string, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const row = await policyRow(tx, this.registry.find(kind), id);
      if (!row) throw new PolicyNotFound();
      const policy = await this.reachable(tx, viewer, kind, row.key);
      if (row.from <= (await districtOf(tx)).today) throw new PolicyInForce();
      if (row.until !== null) throw new PolicyNotLast();
      await removeRow(tx, policy, row);
      const left = await newestRow(tx, policy, row.key);
      const changed = differing(left?.values ?? null, row.values);
      await this.record(tx, viewer, 'policy.taken-back', policy, row, {
        before: { startsOn: row.from, ...changed },
        after: { ...(left && fieldsOf(left.values, changed)) },
      });
    });
  }

  private async checked(
    db: Db,
    policy: PolicyKind,
    change: NewPolicyChange,
  ): Promise<{ last: PolicyRow | null; values: PolicyValues }> {
    const last = await newestRow(db, policy, change.key);
    if ((last?.id ?? null) !== change.lastId) throw new PolicyChanged();
    const values = differing(last?.values ?? null, change.values);
    const { today, profile } = await districtOf(db);
    const mayFollow = policy.keys === 'sites' && change.key !== null;
    const faults = policyFaults(policy.fields, values, { profile, mayFollow });
    if (faults.length > 0) throw new PolicyValuesWrong(faults);
    const fault = startFault(change.startsOn, today, last?.from ?? null);
    if (fault !== null) throw new PolicyDayWrong(fault);
    return { last, values };
  }

  private async reachable(db: Db, viewer: Viewer, kind: string, key: string | null): Promise<PolicyKind> {
    const policy = this.registry.find(kind);
    if (!isKeyOf(policy, key)) throw new PolicyNotFound();
    if (policy.keys === 'sites' && key !== null) await this.sites.requireAll(db, viewer, 'policy:edit', [key]);
    else requireEverywhere(viewer, 'policy:edit');
    return policy;
  }

  private sitesOf(viewer: Viewer): readonly string[] | null {
    const [edits, reads] = [viewer.sitesFor('policy:edit'), viewer.sitesFor('admin-log:read')];
    return edits === 'all' || reads === 'all' ? null : [...edits, ...reads];
  }

  private record(
    tx: Tx,
    viewer: Viewer,
    action: AdminAction,
    { label, keys }: PolicyKind,
    { id, key }: PolicyRow,
    { before, after }: { before: object; after: object },
  ): Promise<void> {
    const site = keys === 'sites' ? { siteId: key } : {};
    const name = keys === 'sites' ? label : `${label}: ${keys.find((each) => each.key === key)?.label ?? ''}`;
    const subject = { subjectKind: 'policy', subjectId: id };
    return this.log.record(tx, {
      viewer,
      action,
      ...subject,
      before: { ...before },
      after: { name, ...site, ...after },
    });
  }
}

const fieldsOf = (values: PolicyValues, of: PolicyValues): PolicyValues =>
  Object.fromEntries(Object.keys(of).map((field) => [field, values[field] ?? null]));

interface DistrictFacts {
  today: CalendarDay;
  profile: DistrictProfile;
}

async function districtOf(db: Db): Promise<DistrictFacts> {
  const [district] = await db.query<DistrictFacts>(
    'SELECT directory_day(clock_timestamp()) AS today, profile FROM district',
  );
  if (!district) throw new DistrictNotSetUp();
  return district;
}
