import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { addSchoolDays, PersonTakenBack, PersonWithdrawn, SitesFacade } from '@app/directory';
import type { PersonTakenBackPayload, PersonWithdrawnPayload } from '@app/directory';
import { addDays } from '@app/kernel';
import { Database, JobRegistry } from '@app/platform';
import type { EventHandler } from '@app/platform';
import { graceSchoolDays } from '../policies/clearance-grace.js';

/** A withdrawal by hand or by a file: the site hears what is to come back. A second run finds the clearance of the first. */
@Injectable()
export class OpenClearance implements EventHandler<PersonWithdrawnPayload>, OnModuleInit {
  readonly handles = PersonWithdrawn.type;
  readonly name = 'circulation.open-clearance';

  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  async handle({ personId, siteId, withdrawnOn }: PersonWithdrawnPayload): Promise<void> {
    if (siteId === null) return;
    await this.db.transaction(async (tx) => {
      const calendar = await this.sites.schoolCalendar(tx, siteId, withdrawnOn);
      const days = await graceSchoolDays(tx, personId, withdrawnOn);
      // A site that never opens: as many weeks of five days.
      const last = addSchoolDays(calendar, withdrawnOn, days) ?? addDays(withdrawnOn, Math.ceil((days * 7) / 5));
      await tx.query('SELECT circulation_open_clearance($1, $2)', [personId, addDays(last, 1)]);
    });
  }
}

/** Whoever is enrolled again owes nothing for having left. */
@Injectable()
export class CancelClearance implements EventHandler<PersonTakenBackPayload>, OnModuleInit {
  readonly handles = PersonTakenBack.type;
  readonly name = 'circulation.cancel-clearance';

  constructor(
    private readonly db: Database,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  async handle({ personId }: PersonTakenBackPayload): Promise<void> {
    await this.db.transaction((tx) =>
      tx.execute(
        `UPDATE clearance c SET state = 'cancelled', closed_at = clock_timestamp(), version = c.version + 1
         FROM person p WHERE c.person_id = $1 AND c.state = 'open' AND p.id = c.person_id AND p.state = 'active'`,
        [personId],
      ),
    );
  }
}
