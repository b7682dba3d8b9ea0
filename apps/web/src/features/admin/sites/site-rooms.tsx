import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Block } from '../../../components/page.js';
import table from '../../../components/plain-table.module.css';
import { ErrorState } from '../../../components/states.js';
import { roomsQuery } from '../../../lib/site-queries.js';
import styles from '../admin.module.css';
import { RoomForm } from './room-form.js';
import { closedRoomsQuery, type Room, type Site } from './site-queries.js';

const SHOWN = 12;

/** Rooms and carts: places that devices can be given to. */
export function SiteRooms({ site }: { site: Site }): ReactNode {
  const [closed, setClosed] = useState(false);
  const open = useQuery(roomsQuery(site.id));
  const others = useQuery({ ...closedRoomsQuery(site.id), enabled: closed });
  const { data: rooms, error, refetch } = closed ? others : open;
  const [all, setAll] = useState(false);
  const [editing, setEditing] = useState<Room | 'new' | null>(null);
  const done = (): void => setEditing(null);
  return (
    <Block
      title={closed ? 'Rooms out of use' : rooms ? `Rooms (${rooms.length})` : 'Rooms'}
      actions={
        <div className={styles.buttons}>
          <Button variant="subtle" size="compact-sm" onClick={() => setClosed(!closed)}>
            {closed ? 'Show rooms in use' : 'Show rooms out of use'}
          </Button>
          {site.active && editing === null && (
            <Button variant="default" size="compact-sm" onClick={() => setEditing('new')}>
              Add a room
            </Button>
          )}
        </div>
      }
    >
      {editing !== null && (
        <RoomForm
          key={editing === 'new' ? 'new' : editing.id}
          siteId={site.id}
          room={editing === 'new' ? null : editing}
          onClose={done}
        />
      )}
      {!rooms && error && <ErrorState error={error} what="The rooms" onRetry={() => void refetch()} />}
      {rooms?.length === 0 && <p className={styles.muted}>{closed ? 'No room is out of use.' : 'No rooms yet.'}</p>}
      {rooms && rooms.length > 0 && <RoomTable rooms={all ? rooms : rooms.slice(0, SHOWN)} onEdit={setEditing} />}
      {rooms && rooms.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${rooms.length}`}
        </Button>
      )}
    </Block>
  );
}

const RoomTable = ({ rooms, onEdit }: { rooms: Room[]; onEdit: (room: Room) => void }): ReactNode => (
  <table className={table.table}>
    <caption className="visually-hidden">Rooms</caption>
    <thead>
      <tr>
        <th scope="col">Code</th>
        <th scope="col">Name</th>
        <th scope="col" data-align="right">
          Holds
        </th>
        <th scope="col" data-align="right">
          Actions
        </th>
      </tr>
    </thead>
    <tbody>
      {rooms.map((room) => (
        <tr key={room.id}>
          <td className="mono">{room.code}</td>
          <th scope="row">{room.name}</th>
          <td data-align="right">{room.capacity ?? '–'}</td>
          <td data-align="right">
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`Edit ${room.name}, ${room.code}`}
              onClick={() => onEdit(room)}
            >
              Edit
            </Button>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
