import { Injectable } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import { Database, Jobs } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { PersonNotFound, VersionConflict } from '../directory.errors.js';
import { MergeRefused } from './temporary-people.errors.js';
import { PersonMerged } from '../directory.events.js';
import { loadPerson } from '../people/create-person.service.js';
import type { PersonDto } from '../people/person.dto.js';
import { inScope } from '../people/person.sql.js';
import { scopeValue } from '../shared/scope.js';
import type { MergePersonDto } from './temporary-people.dto.js';

interface Party {
  id: string;
  version: number;
  kind: string;
  temporary: boolean;
  mergedIntoId: string | null;
}

@Injectable()
export class MergePersonService {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly log: AdminLog,
  ) {}

  /**
   * The temporary record stands for the roster's from now on: whatever names it (loans, reservations, looks) is read as the
   * other's; nothing is rewritten. There is no way back: two people told apart later are corrected loan by loan.
   * @throws PersonNotFound (either of them outside `person:edit`), VersionConflict, MergeRefused
   */
  merge(viewer: Viewer, id: string, { version, intoId, intoVersion }: MergePersonDto): Promise<PersonDto> {
    return this.db.transaction(async (tx) => {
      const parties = await this.lock(tx, viewer, [id, intoId]);
      const temporary = parties.get(id);
      const survivor = parties.get(intoId);
      if (!temporary || !survivor) throw new PersonNotFound();
      if (temporary.mergedIntoId !== null) throw new MergeRefused('merged-already');
      if (temporary.version !== version) throw new VersionConflict('person', temporary.version);
      if (survivor.version !== intoVersion) throw new VersionConflict('person', survivor.version);
      if (!temporary.temporary) throw new MergeRefused('not-temporary');
      if (survivor.temporary || survivor.mergedIntoId !== null || survivor.kind !== 'student')
        throw new MergeRefused('not-on-roster');
      // Records merged before this one point to the survivor too, so that one step always resolves.
      await tx.execute('UPDATE person SET merged_into_id = $2, version = version + 1 WHERE merged_into_id = $1', [
        id,
        intoId,
      ]);
      await tx.execute('UPDATE person SET merged_into_id = $2, version = version + 1 WHERE id = $1', [id, intoId]);
      await tx.execute('UPDATE person SET version = version + 1 WHERE id = $1', [intoId]);
      await this.jobs.publish(tx, new PersonMerged({ personId: intoId, mergedId: id }));
      await this.log.record(tx, {
        ...{ viewer, action: 'person.merged', subjectKind: 'person', subjectId: intoId },
        after: { mergedId: id },
      });
      return loadPerson(tx, intoId);
    });
  }

  /** In order of id, as everybody does who locks several; a second statement sees them as they are after the wait. */
  private async lock(tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Map<string, Party>> {
    await tx.query('SELECT 1 FROM person WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [ids]);
    const parties = await tx.query<Party>(
      `SELECT p.id, p.version, p.kind, p.temporary, p.merged_into_id AS "mergedIntoId" FROM person p
       WHERE p.id = ANY ($1::uuid[]) AND ${inScope('$2')}`,
      [ids, scopeValue(viewer.sitesFor('person:edit'))],
    );
    return new Map(parties.map((party) => [party.id, party]));
  }
}
