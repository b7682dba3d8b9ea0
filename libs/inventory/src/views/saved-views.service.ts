import { Injectable } from '@nestjs/common';
import { newId } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { VersionConflict, ViewNotFound, ViewNotPermitted } from '../inventory.errors.js';
import { covers, scopeValue } from '../shared/scope.js';
import type { EditViewDto, SavedViewDto, SaveViewDto, ViewScope } from './saved-view.dto.js';

interface ViewRow extends Omit<SavedViewDto, 'mayEdit'> {
  ownerId: string;
}

const FIELDS = `v.id, v.name, v.scope, v.site_id AS "siteId", v.query, v.version, v.owner_id AS "ownerId"`;
/** `$1` the account, `$2` its sites of `device:read`. */
const VISIBLE = `(v.scope = 'personal' AND v.owner_id = $1 OR v.scope = 'district'
  OR v.scope = 'site' AND ($2::uuid[] IS NULL OR v.site_id = ANY ($2)))`;

/** Views of the list of devices that people keep: for themselves, or for everybody of a site or of the district. */
@Injectable()
export class SavedViewsService {
  constructor(private readonly db: Database) {}

  async list(viewer: Viewer): Promise<SavedViewDto[]> {
    const rows = await this.db.read.query<ViewRow>(
      `SELECT ${FIELDS} FROM saved_view v WHERE ${VISIBLE}
       ORDER BY array_position(ARRAY['personal', 'site', 'district'], v.scope), v.name, v.id LIMIT 200`,
      [viewer.accountId, scopeValue(viewer.sitesFor('device:read'))],
    );
    return rows.map((row) => shown(viewer, row));
  }

  /** @throws ViewNotPermitted, ViewNameTaken */
  async save(viewer: Viewer, { name, scope, siteId, query }: SaveViewDto): Promise<SavedViewDto> {
    if ((scope === 'site') !== (siteId !== undefined)) throw invalidField('siteId', 'goes with the scope `site` only');
    if (!mayKeep(viewer, scope, siteId ?? null)) throw new ViewNotPermitted();
    return this.db.transaction(async (tx) => {
      const [row] = await tx.query<ViewRow>(
        `INSERT INTO saved_view AS v (id, name, scope, site_id, query, owner_id) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${FIELDS}`,
        [newId(), name, scope, siteId ?? null, query, viewer.accountId],
      );
      return shown(viewer, row);
    });
  }

  /** @throws ViewNotFound, ViewNotPermitted, VersionConflict, ViewNameTaken */
  edit(viewer: Viewer, id: string, { version, name, query }: EditViewDto): Promise<SavedViewDto> {
    return this.db.transaction(async (tx) => {
      const view = await lockView(tx, viewer, id);
      if (view.version !== version) throw new VersionConflict('view', view.version);
      const [row] = await tx.query<ViewRow>(
        `UPDATE saved_view v SET name = coalesce($2, name), query = coalesce($3, query), version = version + 1
         WHERE id = $1 RETURNING ${FIELDS}`,
        [id, name ?? null, query ?? null],
      );
      return shown(viewer, row);
    });
  }

  /** @throws ViewNotFound, ViewNotPermitted */
  remove(viewer: Viewer, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      await lockView(tx, viewer, id);
      await tx.execute('DELETE FROM saved_view WHERE id = $1', [id]);
    });
  }
}

async function lockView(tx: Tx, viewer: Viewer, id: string): Promise<ViewRow> {
  const [view] = await tx.query<ViewRow>(
    `SELECT ${FIELDS} FROM saved_view v WHERE v.id = $3 AND ${VISIBLE} FOR NO KEY UPDATE`,
    [viewer.accountId, scopeValue(viewer.sitesFor('device:read')), id],
  );
  if (!view) throw new ViewNotFound();
  if (!mayKeep(viewer, view.scope, view.siteId)) throw new ViewNotPermitted();
  return view;
}

/** A personal view is seen by its owner alone, so whoever sees one may change it. */
function mayKeep(viewer: Viewer, scope: ViewScope, siteId: string | null): boolean {
  if (scope === 'personal') return viewer.accountId !== null;
  const shared = viewer.sitesFor('view:share');
  return siteId === null ? shared === 'all' : covers(shared, siteId);
}

const shown = (viewer: Viewer, { ownerId: _owner, ...view }: ViewRow): SavedViewDto => ({
  ...view,
  mayEdit: mayKeep(viewer, view.scope, view.siteId),
});
