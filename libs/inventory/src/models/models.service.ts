import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, isId, newId } from '@app/kernel';
import type { Page } from '@app/kernel';
import { AdminLog, requireEverywhere } from '@app/identity';
import { Database, invalidField } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { ModelNotFound, VersionConflict } from '../inventory.errors.js';
import { likeLiteral, Params } from '../shared/params.js';
import type { EditModelDto, ModelDto, ModelsQuery, NewModelDto } from './model.dto.js';

const FIELDS = `id, maker, name, device_class AS "deviceClass", support_ends_on AS "supportEndsOn", support_source AS "supportSource",
  cycle_years AS "cycleYears", unit_cost_cents AS "unitCostCents", support_tier AS "supportTier", standard, version`;

const EDITABLE = {
  maker: 'maker',
  name: 'name',
  deviceClass: 'device_class',
  supportEndsOn: 'support_ends_on',
  supportSource: 'support_source',
  cycleYears: 'cycle_years',
  unitCostCents: 'unit_cost_cents',
  supportTier: 'support_tier',
  standard: 'standard',
} as const;

/** The standards list. */
@Injectable()
export class ModelsService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
  ) {}

  /** By name, a page at a time. Models are no secret: they have no site. */
  async list({ deviceClass, standard, q, after, limit }: ModelsQuery): Promise<Page<ModelDto>> {
    const params = new Params();
    const conditions = [
      ...(deviceClass ? [`device_class = ANY (${params.add(deviceClass)})`] : []),
      ...(standard === undefined ? [] : [`standard = ${params.add(standard)}`]),
      ...wordsOf(q).map(
        (word) => `maker_key || ' ' || name_key LIKE '%' || platform_fold(${params.add(likeLiteral(word))}) || '%'`,
      ),
      ...positionOf(after, params),
    ];
    const where = conditions.join(' AND ') || 'true';
    const rows = await this.db.read.query<ModelDto>(
      `SELECT ${FIELDS} FROM model WHERE ${where} ORDER BY name, id LIMIT ${params.add(limit + 1)}`,
      params.values,
    );
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items, next: last ? encodeCursor([last.name, last.id]) : null };
  }

  /** @throws ModelNotFound */
  async get(id: string): Promise<ModelDto> {
    const [model] = await this.db.read.query<ModelDto>(`SELECT ${FIELDS} FROM model WHERE id = $1`, [id]);
    if (!model) throw new ModelNotFound();
    return model;
  }

  /** @throws DistrictWideOnly, ModelNameTaken */
  async create(viewer: Viewer, request: NewModelDto): Promise<ModelDto> {
    requireEverywhere(viewer, 'model:edit');
    return this.db.transaction(async (tx) => {
      const model = await this.insert(tx, request);
      const subject = { subjectKind: 'model', subjectId: model.id };
      await this.log.record(tx, { viewer, action: 'model.created', ...subject, after: model });
      return model;
    });
  }

  /** @throws ModelNameTaken */
  async insert(tx: Tx, request: NewModelDto): Promise<ModelDto> {
    const params = new Params();
    const named = namedColumns(request, params);
    const columns = ['id', ...named.map(([column]) => column)];
    const values = [params.add(newId()), ...named.map(([, place]) => place)];
    const [model] = await tx.query<ModelDto>(
      `INSERT INTO model (${columns.join(', ')}) VALUES (${values.join(', ')}) RETURNING ${FIELDS}`,
      params.values,
    );
    return model;
  }

  /**
   * A new name follows into the search text of its devices.
   * @throws DistrictWideOnly, ModelNotFound, VersionConflict, ModelNameTaken
   */
  async edit(viewer: Viewer, id: string, request: EditModelDto): Promise<ModelDto> {
    requireEverywhere(viewer, 'model:edit');
    return this.db.transaction(
      async (tx) => {
        const [before] = await tx.query<ModelDto>(`SELECT ${FIELDS} FROM model WHERE id = $1 FOR NO KEY UPDATE`, [id]);
        if (!before) throw new ModelNotFound();
        if (before.version !== request.version) throw new VersionConflict('model', before.version);
        const params = new Params();
        const where = params.add(id);
        const changes = namedColumns(request, params).map(([column, place]) => `, ${column} = ${place}`);
        const [model] = await tx.query<ModelDto>(
          `UPDATE model SET version = version + 1${changes.join('')} WHERE id = ${where} RETURNING ${FIELDS}`,
          params.values,
        );
        const subject = { subjectKind: 'model', subjectId: id };
        await this.log.record(tx, { viewer, action: 'model.edited', ...subject, before, after: model });
        return model;
      },
      { statementTimeoutMs: RENAME_MS },
    );
  }
}

/** A model may have a hundred thousand devices whose search text changes with its name. */
const RENAME_MS = 60_000;

const namedColumns = (request: Partial<NewModelDto>, params: Params): [column: string, place: string][] =>
  (Object.entries(EDITABLE) as [keyof typeof EDITABLE, string][])
    .filter(([field]) => request[field] !== undefined)
    .map(([field, column]) => [column, params.add(request[field])]);

const wordsOf = (q: string | undefined): string[] =>
  (q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 5);

function positionOf(after: string | undefined, params: Params): string[] {
  if (after === undefined) return [];
  const [name, id] = decodeCursor(after, 2) ?? [];
  if (typeof name !== 'string' || !isId(id)) throw invalidField('after', 'must be the `next` of a page of this list');
  return [`(name, id) > (${params.add(name)}, ${params.add(id)}::uuid)`];
}
