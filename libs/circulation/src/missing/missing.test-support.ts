import { BUILT_IN_ROLES } from '@app/identity';
import { newId } from '@app/kernel';
import { Database, Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import { Given } from '../../../../test/support/given.js';
import { DecideWriteOffService } from './decide-write-off.service.js';
import { DoStepService } from './do-step.service.js';
import { EditCaseService } from './edit-case.service.js';
import { MissingCaseService } from './missing-case.service.js';
import { MissingCasesService } from './missing-cases.service.js';
import type { MissingCaseDetailDto } from './missing.dto.js';
import { MissingStepsJob } from './missing-steps.job.js';
import { ProposeWriteOffService } from './propose-write-off.service.js';
import { RecoverService } from './recover.service.js';
import { ReportMissingService } from './report-missing.service.js';
import { ReportStolenService } from './report-stolen.service.js';
import { TakeBackStepService } from './take-back-step.service.js';

export { codeOf } from '../../../../test/support/code-of.js';

/** A school with devices, people and cases, on the services of the whole product. */
export class MissingDesk {
  readonly given: Given;

  private constructor(
    readonly test: TestApp,
    readonly db: Database,
  ) {
    this.given = new Given(db);
  }

  static async open(): Promise<MissingDesk> {
    const test = await testApp();
    return new MissingDesk(test, test.database.database);
  }

  private get<T>(service: new (...args: never[]) => T): T {
    return this.test.get(service);
  }

  readonly reporting = () => this.get(ReportMissingService);
  readonly stealing = () => this.get(ReportStolenService);
  readonly steps = () => this.get(DoStepService);
  readonly takingBack = () => this.get(TakeBackStepService);
  readonly proposing = () => this.get(ProposeWriteOffService);
  readonly deciding = () => this.get(DecideWriteOffService);
  readonly recovering = () => this.get(RecoverService);
  readonly editing = () => this.get(EditCaseService);
  readonly cases = () => this.get(MissingCasesService);
  readonly details = () => this.get(MissingCaseService);
  readonly job = () => this.get(MissingStepsJob);

  /** An account with one built-in role at these sites (`null`: everywhere). */
  async as(role: string, sites: readonly string[] | null, email = `${role}.${newId()}@test.example`): Promise<Viewer> {
    const [{ id }] = await this.db.transaction((tx) =>
      tx.query<{ id: string }>('INSERT INTO account (email, display_name) VALUES ($1, $2) RETURNING id', [email, role]),
    );
    const permissions = BUILT_IN_ROLES.find(({ code }) => code === role)?.permissions ?? [];
    return new Viewer(id, role, new Map(permissions.map((code) => [code, sites ?? 'all'])));
  }

  /** Out on loan, as the desk's SQL does it. */
  async lent(siteId: string, kind: 'student' | 'staff' = 'student'): Promise<{ deviceId: string; personId: string }> {
    const device = await this.given.device(siteId);
    const person = await this.given.person(siteId, { kind });
    await this.db.transaction(async (tx) => {
      const after = { state: 'deployed', custody: kind, holder_person_id: person.id };
      const [{ e }] = await tx.query<{ e: { seq: number; occurredAt: string }[] }>(
        'SELECT inventory_record_events($1::jsonb) AS e',
        [JSON.stringify([{ deviceId: device.id, type: 'checked-out', source: 'test', after }])],
      );
      await tx.query('SELECT circulation_open_loan($1::jsonb)', [
        JSON.stringify({
          ...{ deviceId: device.id, personId: person.id, type: 'one-to-one', siteId },
          ...{ seq: e[0].seq, loanedAt: e[0].occurredAt },
        }),
      ]);
    });
    return { deviceId: device.id, personId: person.id };
  }

  /** Bought with money of this kind. */
  async fund(deviceId: string, kind: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [source] = await tx.query<{ id: string }>(
        'INSERT INTO funding_source (code, name, kind) VALUES ($1, $1, $2) RETURNING id',
        [newId(), kind],
      );
      const [split] = await tx.query<{ id: string }>(
        'INSERT INTO funding_split (fingerprint) VALUES ($1) RETURNING id',
        [source.id],
      );
      await tx.execute('INSERT INTO funding_split_line VALUES ($1, $2, 10000)', [split.id, source.id]);
      await tx.execute('UPDATE device SET funding_split_id = $2 WHERE id = $1', [deviceId, split.id]);
    });
  }

  /** Reported some days ago; the rest of the facts does not matter. */
  async reported(viewer: Viewer, deviceId: string, daysAgo = 0): Promise<MissingCaseDetailDto> {
    const [days] = await this.db.read.query<{ lastSeenOn: string; notifiedOn: string }>(
      `SELECT today - $1::int - 2 AS "lastSeenOn", today - $1::int AS "notifiedOn" FROM directory_day(clock_timestamp()) AS today`,
      [daysAgo],
    );
    const facts = { kind: 'missing' as const, reason: 'not-returned', ...days };
    const { id } = await this.reporting().report(viewer, deviceId, facts);
    return this.details().get(viewer, id);
  }

  /** Its demand and review are done, and its write-off is due. */
  async reviewed(viewer: Viewer, deviceId: string): Promise<MissingCaseDetailDto> {
    const { id } = await this.reported(viewer, deviceId, 120);
    for (const step of ['demand', 'review'] as const) {
      const { version } = await this.details().get(viewer, id);
      await this.steps().do(viewer, id, { version, step, note: 'looked everywhere' });
    }
    return this.details().get(viewer, id);
  }

  async proposed(viewer: Viewer, deviceId: string): Promise<MissingCaseDetailDto> {
    const { id, version } = await this.reviewed(viewer, deviceId);
    await this.proposing().propose(viewer, id, { version, reason: 'not-returned', investigationNote: 'asked all' });
    return this.details().get(viewer, id);
  }

  /** Everything that a command may have touched. */
  async everything(deviceId: string): Promise<unknown> {
    const [all] = await this.db.read.query(
      `SELECT (SELECT to_jsonb(d) FROM device d WHERE d.id = $1) AS device,
         (SELECT jsonb_agg(e.seq || e.type ORDER BY e.seq) FROM device_event e WHERE e.device_id = $1) AS events,
         (SELECT jsonb_agg(c ORDER BY c.id) FROM missing_case c WHERE c.device_id = $1) AS cases,
         (SELECT jsonb_agg(s ORDER BY s.case_id, s.step) FROM missing_case_step s JOIN missing_case c ON c.id = s.case_id WHERE c.device_id = $1) AS steps,
         (SELECT jsonb_agg(w ORDER BY w.id) FROM write_off w JOIN missing_case c ON c.id = w.case_id WHERE c.device_id = $1) AS write_offs,
         (SELECT jsonb_agg(l ORDER BY l.id) FROM loan l WHERE l.device_id = $1) AS loans`,
      [deviceId],
    );
    return all;
  }
}
