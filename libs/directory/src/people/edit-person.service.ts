import { Injectable } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import { Database, Jobs } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { PersonMoved, PersonTakenBack, PersonWithdrawn } from '../directory.events.js';
import { PersonPrimarySiteNotOwn, PersonSiteClosed, SiteNotFound, WithdrawalInvalid } from '../directory.errors.js';
import { changedColumns } from '../shared/changed-columns.js';
import { Params } from '../shared/params.js';
import { covers } from '../shared/scope.js';
import { SitesService } from '../sites/sites.service.js';
import { loadPerson } from './create-person.service.js';
import type { StandingChange, StandingRefusal } from './person-change.rules.js';
import { standingAfter } from './person-change.rules.js';
import type { EditPersonDto, PersonDto } from './person.dto.js';
import type { LockedPerson } from './person-lock.js';
import { lockForEdit } from './person-lock.js';

const EDITABLE = {
  number: 'number',
  givenName: 'given_name',
  familyName: 'family_name',
  grade: 'grade',
  homeroom: 'homeroom',
  language: 'language',
  email: 'email',
} as const;

/** Whoever has a number of the student system's is not temporary any more. */
const ON_ROSTER = ', temporary = false, known_number = NULL';

@Injectable()
export class EditPersonService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
    private readonly jobs: Jobs,
    private readonly log: AdminLog,
  ) {}

  /**
   * Corrects, moves, withdraws or takes back a person; the news commits with it.
   * @throws PersonNotFound, VersionConflict, PersonNumberTaken, PersonNumberReserved, PersonPrimarySiteNotOwn,
   *   WithdrawalInvalid, SiteNotFound (a site that is added or taken away outside `person:edit`), SiteClosed, PersonSiteClosed
   */
  edit(viewer: Viewer, id: string, request: EditPersonDto): Promise<PersonDto> {
    return this.db.transaction(async (tx) => {
      const person = await lockForEdit(tx, viewer, id, request.version);
      const [{ today }] = await tx.query<{ today: string }>(`SELECT directory_day(clock_timestamp()) AS today`);
      const change = standingAfter(person, request, today);
      if (typeof change === 'string') throw refusalOf(change);
      await this.writeSites(tx, viewer, person, change);
      if (isTakenBack(person, change)) await requireOpenSites(tx, person);
      await this.writePerson(tx, person, request, change);
      await this.tell(tx, person, change, today);
      await this.note(tx, viewer, person, request);
      return loadPerson(tx, person.id);
    });
  }

  private async writeSites(tx: Tx, viewer: Viewer, { id }: LockedPerson, change: StandingChange): Promise<void> {
    const { addedSiteIds, removedSiteIds } = change;
    if (addedSiteIds.length > 0) {
      await this.sites.requireOpen(tx, viewer, 'person:edit', addedSiteIds);
      await tx.execute(`INSERT INTO person_site (person_id, site_id) SELECT $1, unnest($2::uuid[])`, [
        id,
        addedSiteIds,
      ]);
    }
    if (removedSiteIds.length > 0) {
      const scope = viewer.sitesFor('person:edit');
      if (!removedSiteIds.every((siteId) => covers(scope, siteId))) throw new SiteNotFound();
      await tx.execute(`DELETE FROM person_site WHERE person_id = $1 AND site_id = ANY ($2)`, [id, removedSiteIds]);
    }
  }

  private async writePerson(
    tx: Tx,
    { id }: LockedPerson,
    request: EditPersonDto,
    change: StandingChange,
  ): Promise<void> {
    const params = new Params();
    const [where, state, withdrawnOn, site] = [id, change.state, change.withdrawnOn, change.primarySiteId].map(
      (value) => params.add(value),
    );
    await tx.execute(
      `UPDATE person SET version = version + 1, state = ${state}, withdrawn_on = ${withdrawnOn}, primary_site_id = ${site}
         ${changedColumns(EDITABLE, request, params)}${request.number === undefined ? '' : ON_ROSTER} WHERE id = ${where}`,
      params.values,
    );
  }

  /** Which fields, not what stands in them: the log outlives the person's data. */
  private async note(tx: Tx, viewer: Viewer, { id, version }: LockedPerson, request: EditPersonDto): Promise<void> {
    const { version: _asked, ...named } = request;
    const fields = Object.entries(named).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    const subject = { subjectKind: 'person', subjectId: id };
    await this.log.record(tx, { viewer, action: 'person.edited', ...subject, before: { version }, after: { fields } });
  }

  private async tell(tx: Tx, person: LockedPerson, change: StandingChange, today: string): Promise<void> {
    const { id: personId, primarySiteId: fromSiteId, grade } = person;
    const { primarySiteId: siteId, withdrawnOn } = change;
    if (change.moved && siteId !== null) {
      await this.jobs.publish(tx, new PersonMoved({ personId, fromSiteId, toSiteId: siteId, grade, movedOn: today }));
    }
    if (change.withdrew && withdrawnOn !== null) {
      await this.jobs.publish(tx, new PersonWithdrawn({ personId, siteId, withdrawnOn }));
    }
    if (isTakenBack(person, change)) await this.jobs.publish(tx, new PersonTakenBack({ personId }));
  }
}

const isTakenBack = (person: LockedPerson, { state }: StandingChange): boolean =>
  person.state === 'withdrawn' && state === 'active';

/** Somebody who left does not keep a site open; it may be closed by the time they come back. */
async function requireOpenSites(tx: Tx, { id }: LockedPerson): Promise<void> {
  const [closed] = await tx.query<{ code: string }>(
    `SELECT s.code FROM person_site ps JOIN site s ON s.id = ps.site_id WHERE ps.person_id = $1 AND NOT s.active ORDER BY s.code LIMIT 1`,
    [id],
  );
  if (closed) throw new PersonSiteClosed(closed.code);
}

function refusalOf(refusal: StandingRefusal): Error {
  switch (refusal) {
    case 'primary-site-not-own':
      return new PersonPrimarySiteNotOwn();
    case 'withdrawn-in-future':
      return new WithdrawalInvalid('must not be in the future');
    case 'withdrawn-on-without-withdrawal':
      return new WithdrawalInvalid('belongs to a withdrawal only');
  }
}
