import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import { AdminLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { VersionConflict } from '../directory.errors.js';
import { PeopleFacade } from '../people.facade.js';
import { changedColumns } from '../shared/changed-columns.js';
import type { NameKey } from '../shared/keyset.js';
import { pageByName } from '../shared/keyset.js';
import { Params } from '../shared/params.js';
import { scopeValue } from '../shared/scope.js';
import { SitesService } from '../sites/sites.service.js';
import type { CartDetailDto, CartDto, EditCartDto, NewCartDto, ResponsibleDto } from './cart.dto.js';
import { CartUse } from './cart-use.js';
import { CartCodeTaken, CartInUse, CartNotFound, CartResponsibleUnknown, CartRoomElsewhere } from './cart.errors.js';

interface Spell {
  personId: string;
  from: string;
  until: string | null;
}

type CartRow = Omit<CartDto, 'responsible'> & { spells: Spell[] };

const EDITABLE = { code: 'code', name: 'name', slots: 'slots', roomId: 'room_id', active: 'active' } as const;

const CART = `SELECT c.id, c.site_id AS "siteId", c.code, c.name, c.slots, c.active, c.version,
  (SELECT jsonb_build_object('id', r.id, 'name', r.name) FROM room r WHERE r.id = c.room_id) AS room,
  coalesce((SELECT jsonb_agg(jsonb_build_object('personId', e.person_id, 'from', lower(e.effective), 'until', upper(e.effective))
    ORDER BY e.effective DESC) FROM cart_responsibility e WHERE e.cart_id = c.id), '[]') AS spells
  FROM cart c`;

@Injectable()
export class CartsService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
    private readonly people: PeopleFacade,
    private readonly log: AdminLog,
    private readonly use: CartUse,
  ) {}

  /** @throws SiteNotFound */
  async list(
    viewer: Viewer,
    siteId: string,
    { active, after, limit }: { active: boolean; after: NameKey | null; limit: number },
  ): Promise<Page<CartDto>> {
    await this.sites.requireAll(this.db.read, viewer, 'site:read', [siteId]);
    const rows = await this.db.read.query<CartRow>(
      `${CART} WHERE c.site_id = $1 AND c.active = $2 AND ($3::text IS NULL OR (c.name, c.id) > ($3, $4::uuid))
       ORDER BY c.name, c.id LIMIT $5`,
      [siteId, active, after?.name ?? null, after?.id ?? null, limit + 1],
    );
    const { items, next } = pageByName(rows, limit, ({ name, id }) => ({ name, id }));
    return { items: await Promise.all(items.map((row) => this.shown(this.db.read, viewer, row))), next };
  }

  /** @throws CartNotFound */
  async get(viewer: Viewer, id: string): Promise<CartDetailDto> {
    return this.detail(this.db.read, viewer, id);
  }

  /** @throws SiteNotFound, SiteClosed, CartCodeTaken, CartCodeReserved, CartRoomElsewhere, CartResponsibleUnknown */
  create(viewer: Viewer, siteId: string, request: NewCartDto): Promise<CartDetailDto> {
    return this.db.transaction(async (tx) => {
      await this.sites.requireOpen(tx, viewer, 'site:edit', [siteId]);
      await this.check(tx, siteId, request);
      const [{ id }] = await tx.query<{ id: string }>(
        'INSERT INTO cart (site_id, code, name, slots, room_id) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [siteId, request.code, request.name, request.slots, request.roomId ?? null],
      );
      await this.makeResponsible(tx, id, request.responsibleId ?? null);
      const after = await this.detail(tx, viewer, id);
      await this.log.record(tx, { viewer, action: 'cart.created', subjectKind: 'cart', subjectId: id, after });
      return after;
    });
  }

  /** @throws CartNotFound, VersionConflict, CartInUse, CartCodeTaken, CartCodeReserved, CartRoomElsewhere, CartResponsibleUnknown */
  edit(viewer: Viewer, id: string, request: EditCartDto): Promise<CartDetailDto> {
    return this.db.transaction(async (tx) => {
      const found = await tx.query<{ siteId: string; version: number; slots: number }>(
        `SELECT site_id AS "siteId", version, slots FROM cart
         WHERE id = $1 AND ($2::uuid[] IS NULL OR site_id = ANY ($2)) FOR NO KEY UPDATE`,
        [id, scopeValue(viewer.sitesFor('site:edit'))],
      );
      const [cart] = found;
      if (!cart) throw new CartNotFound();
      if (cart.version !== request.version) throw new VersionConflict('cart', cart.version);
      const before = await this.detail(tx, viewer, id);
      await this.check(tx, cart.siteId, request);
      const used = await this.use.lastSlot(tx, id);
      if (used > (request.active === false ? 0 : (request.slots ?? cart.slots))) throw new CartInUse(used);
      const params = new Params();
      const where = params.add(id);
      await tx.execute(
        `UPDATE cart SET version = version + 1${changedColumns(EDITABLE, request, params)} WHERE id = ${where}`,
        params.values,
      );
      if (request.responsibleId !== undefined) await this.makeResponsible(tx, id, request.responsibleId);
      const after = await this.detail(tx, viewer, id);
      await this.log.record(tx, { viewer, action: 'cart.edited', subjectKind: 'cart', subjectId: id, before, after });
      return after;
    });
  }

  private async check(tx: Tx, siteId: string, { code, roomId, responsibleId }: Partial<NewCartDto>): Promise<void> {
    const [known] = await tx.query<{ code: boolean; room: boolean; person: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM room WHERE code_key = platform_code_key($1)) AS code,
         EXISTS (SELECT 1 FROM room WHERE id = $2 AND site_id = $3) AS room,
         EXISTS (SELECT 1 FROM person WHERE id = $4 AND kind = 'staff' AND state = 'active' AND merged_into_id IS NULL) AS person`,
      [code ?? null, roomId ?? null, siteId, responsibleId ?? null],
    );
    if (known.code) throw new CartCodeTaken();
    if (roomId && !known.room) throw new CartRoomElsewhere();
    if (responsibleId && !known.person) throw new CartResponsibleUnknown();
  }

  /** From today on. Who was made responsible today, and is not any more, never was. */
  private async makeResponsible(tx: Tx, cartId: string, personId: string | null): Promise<void> {
    const [{ today, person }] = await tx.query<{ today: string; person: string | null }>(
      `SELECT directory_day(clock_timestamp()) AS today,
         (SELECT person_id FROM cart_responsibility WHERE cart_id = $1 AND upper_inf(effective)) AS person`,
      [cartId],
    );
    if (person === personId) return;
    await tx.execute(
      'DELETE FROM cart_responsibility WHERE cart_id = $1 AND upper_inf(effective) AND lower(effective) = $2',
      [cartId, today],
    );
    await tx.execute(
      'UPDATE cart_responsibility SET effective = daterange(lower(effective), $2) WHERE cart_id = $1 AND upper_inf(effective)',
      [cartId, today],
    );
    if (personId === null) return;
    await tx.execute(
      'INSERT INTO cart_responsibility (cart_id, person_id, effective) VALUES ($1, $2, daterange($3, NULL))',
      [cartId, personId, today],
    );
  }

  private async detail(db: Db, viewer: Viewer, id: string): Promise<CartDetailDto> {
    const [row] = await db.query<CartRow>(`${CART} WHERE c.id = $1 AND ($2::uuid[] IS NULL OR c.site_id = ANY ($2))`, [
      id,
      scopeValue(viewer.sitesFor('site:read')),
    ]);
    if (!row) throw new CartNotFound();
    return { ...(await this.shown(db, viewer, row)), history: await this.named(db, viewer, row.spells) };
  }

  private async shown(db: Db, viewer: Viewer, { spells, ...cart }: CartRow): Promise<CartDto> {
    const [responsible] = await this.named(db, viewer, spells.filter(({ until }) => until === null).slice(0, 1));
    return { ...cart, responsible: responsible ?? null };
  }

  private async named(db: Db, viewer: Viewer, spells: readonly Spell[]): Promise<ResponsibleDto[]> {
    const names = await this.people.display(
      db,
      viewer,
      spells.map(({ personId }) => personId),
    );
    return spells.map(({ personId, from, until }) => {
      const person = names.get(personId);
      return { id: person && !person.foreign ? personId : null, display: person?.display ?? '–', from, until };
    });
  }
}
