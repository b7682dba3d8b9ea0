import { Injectable } from '@nestjs/common';
import { PeopleFacade, SitesFacade } from '@app/directory';
import { addDays, instantAt } from '@app/kernel';
import type { Condition, DeviceState, Hold } from '@app/kernel';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import type { Holder } from '../devices/device-row.js';
import { DeviceNotFound } from '../inventory.errors.js';
import { deviceInScope, scopeValue } from '../shared/scope.js';
import type { MdmStatus } from '../states/vocabulary.js';
import type { AsOfQuery, DeviceAsOfDto, DeviceFactsDto } from './as-of.dto.js';
import { AS_OF } from './as-of.sql.js';

/** By column of the summary. */
export type LedgerFacts = Record<string, unknown>;

interface Folded {
  facts: LedgerFacts | null;
  seq: number | null;
  /** Last in hand. */
  seenAt: string | null;
}

/** A device on any day: as it was then, and as it was thought to be then. */
@Injectable()
export class AsOfService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly people: PeopleFacade,
  ) {}

  /** @throws DeviceNotFound outside `device:read` */
  async asOf(viewer: Viewer, id: string, { on, knownOn }: AsOfQuery): Promise<DeviceAsOfDto> {
    const db = this.db.read;
    const scope = scopeValue(viewer.sitesFor('device:read'));
    const found = await db.query(`SELECT 1 FROM device d WHERE d.id = $1 AND ${deviceInScope('d', '$2')}`, [id, scope]);
    if (found.length === 0) throw new DeviceNotFound();
    const { timeZone } = await this.sites.district(db);
    const now = new Date().toISOString();
    const endOf = (day: string | undefined): string =>
      day === undefined ? now : earlier(now, instantAt(addDays(day, 1), '00:00', timeZone));
    const [at, knownAt] = [endOf(on), endOf(knownOn)];
    const { facts, seq, seenAt } = await factsAt(db, id, at, knownAt);
    return { at, knownAt, seq, facts: facts && { ...(await this.shown(db, viewer, facts)), lastSeenAt: seenAt } };
  }

  private async shown(db: Db, viewer: Viewer, facts: LedgerFacts): Promise<Omit<DeviceFactsDto, 'lastSeenAt'>> {
    const text = (name: string): string | null => (typeof facts[name] === 'string' ? facts[name] : null);
    const siteIds = ['home_site_id', 'location_site_id', 'from_site_id'].map(text);
    const sites = await this.sites.refs(db, siteIds.filter(isText));
    const rooms = await this.sites.rooms(
      db,
      ['location_room_id', 'holder_room_id', 'holder_cart_id'].map(text).filter(isText),
    );
    const [homeSite, locationSite, fromSite] = siteIds.map((id) => (id === null ? null : (sites.get(id) ?? null)));
    const room = rooms.get(text('location_room_id') ?? '');
    const cart = rooms.get(text('holder_cart_id') ?? '');
    return {
      tag: text('asset_tag'),
      serial: text('serial'),
      state: text('state') as DeviceState,
      custody: text('custody') ?? 'none',
      condition: text('condition') as Condition,
      mdmStatus: text('mdm_status') as MdmStatus,
      holds: (facts.holds ?? []) as Hold[],
      ...{ homeSite, locationSite, fromSite },
      room: room ? { id: room.id, name: room.name } : null,
      holder: cart
        ? {
            kind: 'cart',
            id: cart.id,
            display: `${cart.name} · slot ${String(facts.cart_slot)}`,
            siteCode: null,
            foreign: false,
          }
        : await this.holder(db, viewer, text('holder_person_id'), rooms.get(text('holder_room_id') ?? '')),
    };
  }

  private async holder(
    db: Db,
    viewer: Viewer,
    personId: string | null,
    room: { id: string; name: string } | undefined,
  ): Promise<Holder | null> {
    if (room) return { kind: 'room', id: room.id, display: room.name, siteCode: null, foreign: false };
    const person = personId === null ? undefined : (await this.people.display(db, viewer, [personId])).get(personId);
    if (!person || personId === null) return null;
    const { display, siteCode, foreign } = person;
    return { kind: 'person', id: foreign ? null : personId, display, siteCode, foreign };
  }
}

const isText = (value: string | null): value is string => value !== null;
const earlier = (a: string, b: string): string => (Date.parse(a) < Date.parse(b) ? a : b);

/** The facts at `at`, as known at `knownAt`; `facts` is null before the device's registration. */
export async function factsAt(db: Db, deviceId: string, at: string, knownAt: string): Promise<Folded> {
  const [{ facts, seq, seenAt }] = await db.prepared<Folded>('inventory_as_of', AS_OF, [deviceId, at, knownAt]);
  return { facts: seq === null ? null : facts, seq, seenAt };
}
