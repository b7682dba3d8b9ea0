import { Injectable } from '@nestjs/common';
import { isId, newId } from '@app/kernel';
import type { Page } from '@app/kernel';
import { AdminLog, DistrictWideOnly } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { SiteClosed, SiteInUse, SiteNotFound, VersionConflict } from '../directory.errors.js';
import { changedColumns } from '../shared/changed-columns.js';
import type { NameKey } from '../shared/keyset.js';
import { pageByName } from '../shared/keyset.js';
import { Params } from '../shared/params.js';
import { covers, scopeValue } from '../shared/scope.js';
import type { EditSiteDto, NewSiteDto, SiteDto } from './site.dto.js';
import { SiteUse } from './site-use.js';

const FIELDS = `id, code, name, kind, zone, nces_id AS "ncesId", address, phone, low_grade AS "lowGrade",
  high_grade AS "highGrade", active, version`;

const EDITABLE = {
  code: 'code',
  name: 'name',
  kind: 'kind',
  zone: 'zone',
  ncesId: 'nces_id',
  address: 'address',
  phone: 'phone',
  lowGrade: 'low_grade',
  highGrade: 'high_grade',
  active: 'active',
} as const;

export interface SitesPage {
  active: boolean;
  /** Part of the code or the name. */
  q?: string;
  after: NameKey | null;
  limit: number;
}

@Injectable()
export class SitesService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
    private readonly use: SiteUse,
  ) {}

  /** The sites where the viewer holds `site:read`, by name. */
  async list(viewer: Viewer, { active, q, after, limit }: SitesPage): Promise<Page<SiteDto>> {
    const rows = await this.db.read.query<SiteDto>(
      `SELECT ${FIELDS} FROM site
       WHERE active = $1 AND ($2::uuid[] IS NULL OR id = ANY ($2)) AND ($3::text IS NULL OR (name, id) > ($3, $4::uuid))
         AND ($6::text IS NULL OR strpos(platform_fold(code || ' ' || name), platform_fold($6)) > 0)
       ORDER BY name, id LIMIT $5`,
      [
        ...[active, scopeValue(viewer.sitesFor('site:read')), after?.name ?? null, after?.id ?? null, limit + 1],
        q ?? null,
      ],
    );
    return pageByName(rows, limit, ({ name, id }) => ({ name, id }));
  }

  /** By id or by code (as it is said: `lhs` finds LHS). @throws SiteNotFound */
  async get(viewer: Viewer, idOrCode: string): Promise<SiteDto> {
    const where = isId(idOrCode) ? 'id = $1' : 'code_key = platform_code_key($1)';
    const [site] = await this.db.read.query<SiteDto>(`SELECT ${FIELDS} FROM site WHERE ${where}`, [idOrCode]);
    if (!site || !covers(viewer.sitesFor('site:read'), site.id)) throw new SiteNotFound();
    return site;
  }

  /** @throws DistrictWideOnly: whose permission is for some sites only does not make new ones; SiteCodeTaken */
  async create(viewer: Viewer, request: NewSiteDto): Promise<SiteDto> {
    if (viewer.sitesFor('site:edit') !== 'all') throw new DistrictWideOnly('site:edit');
    return this.db.transaction(async (tx) => {
      const [site] = await this.insert(tx, [request]);
      await this.log.record(tx, {
        viewer,
        action: 'site.created',
        subjectKind: 'site',
        subjectId: site.id,
        after: site,
      });
      return site;
    });
  }

  /** @throws SiteCodeTaken */
  async insert(tx: Tx, sites: readonly NewSiteDto[]): Promise<SiteDto[]> {
    const column = <T>(of: (site: NewSiteDto) => T): T[] => sites.map(of);
    return tx.query<SiteDto>(
      `INSERT INTO site (id, code, name, kind, zone, nces_id, address, phone, low_grade, high_grade)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::text[], $10::text[])
       RETURNING ${FIELDS}`,
      [
        column(() => newId()),
        column(({ code }) => code),
        column(({ name }) => name),
        column(({ kind }) => kind),
        column(({ zone }) => zone ?? null),
        column(({ ncesId }) => ncesId ?? null),
        column(({ address }) => address ?? null),
        column(({ phone }) => phone ?? null),
        column(({ lowGrade }) => lowGrade ?? null),
        column(({ highGrade }) => highGrade ?? null),
      ],
    );
  }

  /**
   * A site is closed by `active: false`, once nothing belongs to it; it is never deleted.
   * @throws SiteNotFound, VersionConflict, SiteCodeTaken, SiteInUse
   */
  async edit(viewer: Viewer, id: string, request: EditSiteDto): Promise<SiteDto> {
    if (!covers(viewer.sitesFor('site:edit'), id)) throw new SiteNotFound();
    return this.db.transaction(async (tx) => {
      await this.claimVersion(tx, id, request.version);
      const [before] = await tx.query<SiteDto>(`SELECT ${FIELDS} FROM site WHERE id = $1`, [id]);
      if (before.active && request.active === false) await this.requireUnused(tx, id);
      const params = new Params();
      const where = params.add(id);
      const [site] = await tx.query<SiteDto>(
        `UPDATE site SET version = version${changedColumns(EDITABLE, request, params)} WHERE id = ${where} RETURNING ${FIELDS}`,
        params.values,
      );
      await this.log.record(tx, {
        viewer,
        action: 'site.edited',
        subjectKind: 'site',
        subjectId: id,
        before,
        after: site,
      });
      return site;
    });
  }

  /** Waits for whoever is adding something to the site, and lets nobody add more before the closing is committed. */
  private async requireUnused(tx: Tx, id: string): Promise<void> {
    await tx.query('SELECT 1 FROM site WHERE id = $1 FOR UPDATE', [id]);
    const counts = await this.use.of(tx, id);
    if (Object.keys(counts).length > 0) throw new SiteInUse(counts);
  }

  /**
   * Takes the site's version for an edit of the site, of its calendar or of its programs.
   * @throws SiteNotFound, VersionConflict
   */
  async claimVersion(tx: Tx, id: string, version: number): Promise<number> {
    const [taken] = await tx.query<{ version: number }>(
      `UPDATE site SET version = version + 1 WHERE id = $1 AND version = $2 RETURNING version`,
      [id, version],
    );
    if (taken) return taken.version;
    const [site] = await tx.query<{ version: number }>(`SELECT version FROM site WHERE id = $1`, [id]);
    if (!site) throw new SiteNotFound();
    throw new VersionConflict('site', site.version);
  }

  /** Each id is a site inside the permission's scope, else nothing is said about any. @throws SiteNotFound */
  async requireAll(db: Db, viewer: Viewer, permission: string, ids: readonly string[]): Promise<SiteState[]> {
    const scope = viewer.sitesFor(permission);
    if (!ids.every((id) => covers(scope, id))) throw new SiteNotFound();
    return this.states(db, ids, '');
  }

  /**
   * The sites that a filter names, by id or by code as it is said. @throws SiteNotFound: one is unknown or out of scope
   */
  async named(db: Db, viewer: Viewer, permission: string, words: readonly string[]): Promise<string[]> {
    const found = await db.query<{ id: string | null }>(
      `SELECT s.id FROM unnest($1::text[]) AS w (word)
       LEFT JOIN site s ON s.id::text = lower(w.word) OR s.code_key = platform_code_key(w.word)`,
      [words],
    );
    const scope = viewer.sitesFor(permission);
    return found.map(({ id }) => {
      if (id === null || !covers(scope, id)) throw new SiteNotFound();
      return id;
    });
  }

  private async states(db: Db, ids: readonly string[], lock: '' | 'FOR SHARE'): Promise<SiteState[]> {
    const sites = await db.query<SiteState>(
      `SELECT id, active, version FROM site WHERE id = ANY ($1) ORDER BY id ${lock}`,
      [ids],
    );
    if (sites.length < new Set(ids).size) throw new SiteNotFound();
    return sites;
  }

  /**
   * The same, for what takes up new people, devices or rooms: the sites stay open until the transaction ends.
   * @throws SiteNotFound, SiteClosed
   */
  async requireOpen(tx: Db, viewer: Viewer, permission: string, ids: readonly string[]): Promise<void> {
    const scope = viewer.sitesFor(permission);
    if (!ids.every((id) => covers(scope, id))) throw new SiteNotFound();
    const closed = (await this.states(tx, ids, 'FOR SHARE')).find(({ active }) => !active);
    if (closed) throw new SiteClosed(closed.id);
  }

  /** Sites where the viewer holds `site:read`, whose code begins with the text or whose name has it; accents do not count. */
  search(db: Db, viewer: Viewer, text: string, limit: number): Promise<Pick<SiteDto, 'id' | 'code' | 'name'>[]> {
    return db.query(
      `SELECT id, code, name FROM site
       WHERE ($2::uuid[] IS NULL OR id = ANY ($2)) AND platform_fold($1) <> ''
         AND (starts_with(code_key, platform_code_key($1)) OR strpos(platform_fold(name), platform_fold($1)) > 0)
       ORDER BY code_key = platform_code_key($1) DESC, starts_with(code_key, platform_code_key($1)) DESC, active DESC, name, id
       LIMIT $3`,
      [text, scopeValue(viewer.sitesFor('site:read')), limit],
    );
  }
}

export interface SiteState {
  id: string;
  active: boolean;
  version: number;
}
