import { Injectable } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { AgreementInFuture, SchoolYearNotFound } from '../directory.errors.js';
import { loadPerson } from './create-person.service.js';
import type { AgreementDto, PersonDto } from './person.dto.js';
import { lockForEdit } from './person-lock.js';

@Injectable()
export class AgreementService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
  ) {}

  /** The agreement of the present school year: signed on a day, or not on record. @throws PersonNotFound, VersionConflict, SchoolYearNotFound */
  record(viewer: Viewer, asked: string, { version, signedOn }: AgreementDto): Promise<PersonDto> {
    return this.db.transaction(async (tx) => {
      const { id } = await lockForEdit(tx, viewer, asked, version);
      const [year] = await tx.query<{ id: string; future: boolean }>(
        `SELECT id, $1::date > directory_day(clock_timestamp()) AS future FROM school_year
         WHERE directory_day(clock_timestamp()) BETWEEN starts_on AND ends_on`,
        [signedOn],
      );
      if (!year) throw new SchoolYearNotFound();
      if (year.future) throw new AgreementInFuture();
      if (signedOn === null)
        await tx.execute(
          'DELETE FROM person_agreement WHERE person_id = ANY (directory_person_ids($1)) AND school_year_id = $2',
          [id, year.id],
        );
      else
        await tx.execute(
          `INSERT INTO person_agreement (person_id, school_year_id, signed_on, recorded_by) VALUES ($1, $2, $3, $4)
           ON CONFLICT (person_id, school_year_id) DO UPDATE SET signed_on = $3, opted_out = false, recorded_by = $4, recorded_at = clock_timestamp()`,
          [id, year.id, signedOn, viewer.accountId],
        );
      await tx.execute('UPDATE person SET version = version + 1 WHERE id = $1', [id]);
      const action = signedOn === null ? 'person.agreement-removed' : 'person.agreement-recorded';
      await this.log.record(tx, { viewer, action, subjectKind: 'person', subjectId: id, after: { signedOn } });
      return loadPerson(tx, id);
    });
  }
}
