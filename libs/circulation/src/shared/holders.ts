import type { PeopleFacade, PersonDisplay, RoomRef, SitesFacade } from '@app/directory';
import type { Holder } from '@app/inventory';
import type { Db, Viewer } from '@app/platform';

interface Held {
  personId: string | null;
  roomId: string | null;
}

/** Who has or had something, as this viewer may see them; in the order of the rows, `null` where nobody did. */
export async function holdersOf(
  db: Db,
  viewer: Viewer,
  { people, sites }: { people: PeopleFacade; sites: SitesFacade },
  rows: readonly Held[],
): Promise<(Holder | null)[]> {
  const idsOf = (key: keyof Held): string[] => [...new Set(rows.map((row) => row[key]).filter((id) => id !== null))];
  const shown = await people.display(db, viewer, idsOf('personId'));
  const rooms = await sites.rooms(db, idsOf('roomId'));
  const refs = await sites.refs(db, [...new Set([...rooms.values()].map(({ siteId }) => siteId))]);
  return rows.map(({ personId, roomId }) => {
    if (personId !== null) return personHolder(shown.get(personId));
    const room = roomId === null ? undefined : rooms.get(roomId);
    return room ? roomHolder(room, refs.get(room.siteId)?.code ?? null) : null;
  });
}

const roomHolder = ({ id, name }: RoomRef, siteCode: string | null): Holder => ({
  ...{ kind: 'room', id, display: name, siteCode, foreign: false },
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
