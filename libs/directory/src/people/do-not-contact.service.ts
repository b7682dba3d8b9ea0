import { Injectable } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { loadPerson } from './create-person.service.js';
import type { DoNotContactDto, PersonDto } from './person.dto.js';
import { lockForEdit } from './person-lock.js';

@Injectable()
export class DoNotContactService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
  ) {}

  /**
   * Nothing is printed for, or sent to, the family until somebody takes it back. Whoever may see contacts may say so, and why.
   * @throws PersonNotFound (outside `person:contacts`), VersionConflict
   */
  set(viewer: Viewer, asked: string, { version, reason }: DoNotContactDto): Promise<PersonDto> {
    return this.db.transaction(async (tx) => {
      const { id } = await lockForEdit(tx, viewer, asked, version, 'person:contacts');
      await tx.execute(
        `UPDATE person SET version = version + 1, do_not_contact_reason = $2,
           do_not_contact_at = CASE WHEN $2::text IS NOT NULL THEN clock_timestamp() END,
           do_not_contact_by = CASE WHEN $2::text IS NOT NULL THEN $3::uuid END
         WHERE id = $1`,
        [id, reason, viewer.accountId],
      );
      const action = reason === null ? 'person.contact-allowed' : 'person.contact-stopped';
      await this.log.record(tx, { viewer, action, subjectKind: 'person', subjectId: id });
      return loadPerson(tx, id);
    });
  }
}
