import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import { AdminLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { RoomNotFound, VersionConflict } from '../directory.errors.js';
import { changedColumns } from '../shared/changed-columns.js';
import type { NameKey } from '../shared/keyset.js';
import { pageByName } from '../shared/keyset.js';
import { Params } from '../shared/params.js';
import { scopeValue } from '../shared/scope.js';
import { SitesService } from '../sites/sites.service.js';
import type { EditRoomDto, NewRoomDto, RoomDto } from './room.dto.js';

const FIELDS = `id, site_id AS "siteId", code, name, capacity, active, version`;
const EDITABLE = { code: 'code', name: 'name', capacity: 'capacity', active: 'active' } as const;

export interface RoomsPage {
  active: boolean;
  after: NameKey | null;
  limit: number;
}

@Injectable()
export class RoomsService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
    private readonly log: AdminLog,
  ) {}

  /** @throws SiteNotFound */
  async list(viewer: Viewer, siteId: string, { active, after, limit }: RoomsPage): Promise<Page<RoomDto>> {
    await this.sites.requireAll(this.db.read, viewer, 'site:read', [siteId]);
    const rows = await this.db.read.query<RoomDto>(
      `SELECT ${FIELDS} FROM room
       WHERE site_id = $1 AND active = $2 AND ($3::text IS NULL OR (name, id) > ($3, $4::uuid))
       ORDER BY name, id LIMIT $5`,
      [siteId, active, after?.name ?? null, after?.id ?? null, limit + 1],
    );
    return pageByName(rows, limit, ({ name, id }) => ({ name, id }));
  }

  /** In use or not. @throws RoomNotFound */
  async get(viewer: Viewer, id: string): Promise<RoomDto> {
    const [room] = await this.db.read.query<RoomDto>(
      `SELECT ${FIELDS} FROM room WHERE id = $1 AND ($2::uuid[] IS NULL OR site_id = ANY ($2))`,
      [id, scopeValue(viewer.sitesFor('site:read'))],
    );
    if (!room) throw new RoomNotFound();
    return room;
  }

  /** @throws SiteNotFound, SiteClosed, RoomCodeTaken, RoomCodeReserved */
  create(viewer: Viewer, siteId: string, request: NewRoomDto): Promise<RoomDto> {
    return this.db.transaction(async (tx) => {
      await this.sites.requireOpen(tx, viewer, 'site:edit', [siteId]);
      const [room] = await tx.query<RoomDto>(
        `INSERT INTO room (site_id, code, name, capacity) VALUES ($1, $2, $3, $4) RETURNING ${FIELDS}`,
        [siteId, request.code, request.name, request.capacity ?? null],
      );
      await this.log.record(tx, {
        viewer,
        action: 'room.created',
        subjectKind: 'room',
        subjectId: room.id,
        after: room,
      });
      return room;
    });
  }

  /** @throws RoomNotFound, VersionConflict, RoomInUse, RoomCodeTaken, RoomCodeReserved */
  edit(viewer: Viewer, id: string, request: EditRoomDto): Promise<RoomDto> {
    return this.db.transaction(async (tx) => {
      const before = await this.lock(tx, viewer, id);
      if (before.version !== request.version) throw new VersionConflict('room', before.version);
      const params = new Params();
      const where = params.add(id);
      const [room] = await tx.query<RoomDto>(
        `UPDATE room SET version = version + 1${changedColumns(EDITABLE, request, params)} WHERE id = ${where} RETURNING ${FIELDS}`,
        params.values,
      );
      await this.log.record(tx, {
        viewer,
        action: 'room.edited',
        subjectKind: 'room',
        subjectId: id,
        before,
        after: room,
      });
      return room;
    });
  }

  private async lock(tx: Tx, viewer: Viewer, id: string): Promise<RoomDto> {
    const [room] = await tx.query<RoomDto>(
      `SELECT ${FIELDS} FROM room WHERE id = $1 AND ($2::uuid[] IS NULL OR site_id = ANY ($2)) FOR NO KEY UPDATE`,
      [id, scopeValue(viewer.sitesFor('site:edit'))],
    );
    if (!room) throw new RoomNotFound();
    return room;
  }
}
