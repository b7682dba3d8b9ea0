import type { PeopleFacade, PersonDisplay, RoomRef, SitesFacade } from '@app/directory';
import type { Holder } from '@app/inventory';
import type { Db, Viewer } from '@app/platform';

interface Held {
  personId: string | null;
  roomId: string | null;
  cartId?: string | null;
  cartSlot?: number | null;
}

/** Who has or had something, as this viewer may see them; in the order of the rows, `null` where nobody did. */
export async function holdersOf(
  db: Db,
  viewer: Viewer,
  { people, sites }: { people: PeopleFacade; sites: SitesFacade },
  rows: readonly Held[],
): Promise<(Holder | null)[]> {
  const idsOf = (...keys: ('personId' | 'roomId' | 'cartId')[]): string[] => [
    ...new Set(rows.flatMap((row) => keys.map((key) => row[key] ?? null)).filter((id) => id !== null)),
  ];
  const shown = await people.display(db, viewer, idsOf('personId'));
  const rooms = await sites.rooms(db, idsOf('roomId', 'cartId'));
  const refs = await sites.refs(db, [...new Set([...rooms.values()].map(({ siteId }) => siteId))]);
  return rows.map(({ personId, roomId, cartId = null, cartSlot = null }) => {
    if (personId !== null) return personHolder(shown.get(personId));
    const place = rooms.get(cartId ?? roomId ?? '');
    if (!place) return null;
    const siteCode = refs.get(place.siteId)?.code ?? null;
    return cartId === null ? roomHolder(place, siteCode) : cartHolder(place, siteCode, cartSlot);
  });
}

const roomHolder = ({ id, name }: RoomRef, siteCode: string | null): Holder => ({
  ...{ kind: 'room', id, display: name, siteCode, foreign: false },
});

const cartHolder = ({ id, name }: RoomRef, siteCode: string | null, slot: number | null): Holder => ({
  ...{ kind: 'cart', id, display: slot === null ? name : `${name} · slot ${slot}`, siteCode, foreign: false },
});

const personHolder = (person: PersonDisplay | undefined): Holder =>
  person
    ? {
        kind: 'person',
        id: person.foreign ? null : person.id,
        display: person.display,
        siteCode: person.siteCode,
        foreign: person.foreign,
      }
    : NOBODY_KNOWN;

export const NOBODY_KNOWN: Holder = { kind: 'person', id: null, display: '–', siteCode: null, foreign: true };
