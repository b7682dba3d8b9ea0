import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { addSchoolDays, PersonMoved, PersonTakenBack, PersonWithdrawn, SitesFacade } from '@app/directory';
import type { PersonMovedPayload, PersonTakenBackPayload, PersonWithdrawnPayload } from '@app/directory';
import type { CalendarDay } from '@app/kernel';
import { addDays } from '@app/kernel';
import { Database, JobRegistry } from '@app/platform';
import type { EventHandler, Tx } from '@app/platform';
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
      const overdueOn = await lateFrom(tx, this.sites, personId, siteId, withdrawnOn);
      await tx.query('SELECT circulation_open_clearance($1, $2)', [personId, overdueOn]);
    });
  }
}

/** A student goes to another school: one whose devices stay there hears what is to come back. */
@Injectable()
export class FollowMove implements EventHandler<PersonMovedPayload>, OnModuleInit {
  readonly handles = PersonMoved.type;
  readonly name = 'circulation.follow-move';

  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  async handle({ personId, fromSiteId, grade, movedOn }: PersonMovedPayload): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [{ first }] = await tx.query<{ first: boolean }>('SELECT directory_returns_first($1, $2, $3) AS first', [
        fromSiteId,
        grade,
        movedOn,
      ]);
      const overdueOn = first && fromSiteId ? await lateFrom(tx, this.sites, personId, fromSiteId, movedOn) : null;
      await tx.query('SELECT circulation_follow_move($1, $2, $3, $4)', [personId, fromSiteId, movedOn, overdueOn]);
    });
  }
}

/** The first day on which what was due on `day` is late. */
async function lateFrom(
  tx: Tx,
  sites: SitesFacade,
  personId: string,
  siteId: string,
  day: CalendarDay,
): Promise<CalendarDay> {
  const calendar = await sites.schoolCalendar(tx, siteId, day);
  const days = await graceSchoolDays(tx, personId, day);
  // A site that never opens: as many weeks of five days.
  return addDays(addSchoolDays(calendar, day, days) ?? addDays(day, Math.ceil((days * 7) / 5)), 1);
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
         FROM person p WHERE c.person_id = $1 AND c.state = 'open' AND c.moved_to_site_id IS NULL AND p.id = c.person_id AND p.state = 'active'`,
        [personId],
      ),
    );
  }
}
