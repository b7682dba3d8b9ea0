import { Injectable } from '@nestjs/common';
import type { AdminAction } from '@app/identity';
import { AdminLog, requireEverywhere } from '@app/identity';
import { newId } from '@app/kernel';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { AccessoryInvalid, AccessoryNotFound, ModelNotFound, VersionConflict } from '../inventory.errors.js';
import type {
  AccessoryTypeDto,
  EditAccessoryTypeDto,
  ModelAccessoriesDto,
  NewAccessoryTypeDto,
  SetModelAccessoriesDto,
} from './accessory.dto.js';

const FIELDS = 'id, kind, name, connector, watts, version';

const OF_MODEL = `SELECT m.version, m.accessory_type_id AS "isTypeId", coalesce((SELECT jsonb_agg(
    jsonb_build_object('typeId', a.accessory_type_id, 'relation', a.relation, 'count', a.count) ORDER BY a.relation, a.accessory_type_id)
  FROM model_accessory a WHERE a.model_id = m.id), '[]') AS items FROM model m WHERE m.id = $1`;

/** Accessories of the standards list. What a loan took along stays what it was when a model's list changes. */
@Injectable()
export class AccessoriesService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
  ) {}

  types(): Promise<AccessoryTypeDto[]> {
    return this.db.read.query<AccessoryTypeDto>(
      `SELECT ${FIELDS} FROM accessory_type ORDER BY kind, name, id LIMIT 500`,
    );
  }

  /** @throws DistrictWideOnly, AccessoryNameTaken */
  async create(viewer: Viewer, { kind, name, connector, watts }: NewAccessoryTypeDto): Promise<AccessoryTypeDto> {
    requireEverywhere(viewer, 'model:edit');
    return this.db.transaction(async (tx) => {
      const [made] = await tx.query<AccessoryTypeDto>(
        `INSERT INTO accessory_type (id, kind, name, connector, watts) VALUES ($1, $2, $3, $4, $5) RETURNING ${FIELDS}`,
        [newId(), kind, name, connector ?? null, watts ?? null],
      );
      await this.record(tx, viewer, 'accessory-type.created', made.id, undefined, made);
      return made;
    });
  }

  /** @throws DistrictWideOnly, AccessoryNotFound, VersionConflict, AccessoryNameTaken */
  async edit(viewer: Viewer, id: string, request: EditAccessoryTypeDto): Promise<AccessoryTypeDto> {
    requireEverywhere(viewer, 'model:edit');
    return this.db.transaction(async (tx) => {
      const [before] = await tx.query<AccessoryTypeDto>(
        `SELECT ${FIELDS} FROM accessory_type WHERE id = $1 FOR NO KEY UPDATE`,
        [id],
      );
      if (!before) throw new AccessoryNotFound();
      if (before.version !== request.version) throw new VersionConflict('accessory', before.version);
      const { name, connector, watts } = { ...before, ...withoutUndefined(request) };
      const [after] = await tx.query<AccessoryTypeDto>(
        `UPDATE accessory_type SET version = version + 1, name = $2, connector = $3, watts = $4 WHERE id = $1 RETURNING ${FIELDS}`,
        [id, name, connector, watts],
      );
      await this.record(tx, viewer, 'accessory-type.edited', id, before, after);
      return after;
    });
  }

  /** @throws ModelNotFound */
  async ofModel(modelId: string, db: Db = this.db.read): Promise<ModelAccessoriesDto> {
    const [found] = await db.query<ModelAccessoriesDto>(OF_MODEL, [modelId]);
    if (!found) throw new ModelNotFound();
    return found;
  }

  /** @throws DistrictWideOnly, ModelNotFound, VersionConflict, AccessoryInvalid */
  async setOfModel(
    viewer: Viewer,
    modelId: string,
    { version, isTypeId, items }: SetModelAccessoriesDto,
  ): Promise<ModelAccessoriesDto> {
    requireEverywhere(viewer, 'model:edit');
    if (new Set(items.map(({ typeId }) => typeId)).size < items.length)
      throw new AccessoryInvalid('items', 'must name each type once');
    return this.db.transaction(async (tx) => {
      const [locked] = await tx.query('SELECT FROM model WHERE id = $1 FOR NO KEY UPDATE', [modelId]);
      if (!locked) throw new ModelNotFound();
      const before = await this.ofModel(modelId, tx);
      if (before.version !== version) throw new VersionConflict('model', before.version);
      const old = await inWords(tx, modelId);
      await tx.execute('UPDATE model SET version = version + 1, accessory_type_id = $2 WHERE id = $1', [
        modelId,
        isTypeId,
      ]);
      await tx.execute('DELETE FROM model_accessory WHERE model_id = $1', [modelId]);
      await tx.execute(
        `INSERT INTO model_accessory (model_id, accessory_type_id, relation, count)
         SELECT $1, i."typeId", i.relation, i.count FROM jsonb_to_recordset($2::jsonb) AS i("typeId" uuid, relation text, count smallint)`,
        [modelId, JSON.stringify(items)],
      );
      const after = await this.ofModel(modelId, tx);
      const subject = { subjectKind: 'model', subjectId: modelId };
      const action = 'model.accessories-set';
      await this.log.record(tx, { viewer, action, ...subject, before: old, after: await inWords(tx, modelId) });
      return after;
    });
  }

  private record(
    tx: Tx,
    viewer: Viewer,
    action: AdminAction,
    id: string,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    return this.log.record(tx, { viewer, action, subjectKind: 'accessory-type', subjectId: id, before, after });
  }
}

/** For the log: the model, and each type by its name. */
async function inWords(db: Db, modelId: string): Promise<Record<string, string>> {
  const [{ facts }] = await db.query<{ facts: Record<string, string> }>(
    `SELECT jsonb_build_object('maker', m.maker, 'name', m.name) || coalesce(jsonb_object_agg(t.name, a.relation || ' × ' || a.count)
       FILTER (WHERE t.id IS NOT NULL), '{}') || jsonb_strip_nulls(jsonb_build_object('devicesAre', (SELECT name FROM accessory_type WHERE id = m.accessory_type_id))) AS facts
     FROM model m LEFT JOIN model_accessory a ON a.model_id = m.id LEFT JOIN accessory_type t ON t.id = a.accessory_type_id
     WHERE m.id = $1 GROUP BY m.id`,
    [modelId],
  );
  return facts;
}

const withoutUndefined = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
