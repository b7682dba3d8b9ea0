import { Injectable } from '@nestjs/common';
import { newId } from '@app/kernel';
import { AdminLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { EditGuardiansDto, GuardiansDto } from './person.dto.js';
import { guardiansOf } from './person-detail.service.js';
import { lockForEdit } from './person-lock.js';

@Injectable()
export class GuardiansService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
  ) {}

  /** Replaces a person's guardians. @throws PersonNotFound, VersionConflict */
  replace(viewer: Viewer, asked: string, { version, guardians }: EditGuardiansDto): Promise<GuardiansDto> {
    return this.db.transaction(async (tx) => {
      const { id } = await lockForEdit(tx, viewer, asked, version);
      await tx.execute(`DELETE FROM guardian WHERE person_id = $1`, [id]);
      await tx.execute(
        `INSERT INTO guardian (person_id, id, name, relation, email, phone, language)
         SELECT $1::uuid, g.* FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) AS g`,
        [
          id,
          guardians.map(() => newId()),
          guardians.map(({ name }) => name),
          guardians.map(({ relation }) => relation ?? null),
          guardians.map(({ email }) => email ?? null),
          guardians.map(({ phone }) => phone ?? null),
          guardians.map(({ language }) => language ?? null),
        ],
      );
      const [person] = await tx.query<{ version: number }>(
        `UPDATE person SET version = version + 1 WHERE id = $1 RETURNING version`,
        [id],
      );
      const after = { count: guardians.length };
      await this.log.record(tx, {
        viewer,
        action: 'person.guardians-replaced',
        subjectKind: 'person',
        subjectId: id,
        after,
      });
      return { version: person.version, guardians: await guardiansOf(tx, id) };
    });
  }
}
