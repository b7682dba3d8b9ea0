import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ErrorState } from '../../../components/states.js';
import { roomsQuery } from '../../../lib/site-queries.js';
import { EditedList, type EditedColumn } from './edited-list.js';
import { RoomForm } from './room-form.js';
import { closedRoomsQuery, type Room, type Site } from './site-queries.js';

const COLUMNS: EditedColumn<Room>[] = [{ header: 'Holds', align: 'right', cell: ({ capacity }) => capacity ?? '–' }];

/** Rooms: places that devices can be given to. */
export function SiteRooms({ site }: { site: Site }): ReactNode {
  const [closed, setClosed] = useState(false);
  const open = useQuery(roomsQuery(site.id));
  const others = useQuery({ ...closedRoomsQuery(site.id), enabled: closed });
  const { data: rooms, error, refetch } = closed ? others : open;
  return (
    <EditedList
      title={closed ? 'Rooms out of use' : rooms ? `Rooms (${rooms.length})` : 'Rooms'}
      add="Add a room"
      mayAdd={site.active}
      rows={rooms}
      columns={COLUMNS}
      empty={closed ? 'No room is out of use.' : 'No rooms yet.'}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={() => setClosed(!closed)}>
          {closed ? 'Show rooms in use' : 'Show rooms out of use'}
        </Button>
      }
      form={(room, close) => <RoomForm siteId={site.id} room={room} onClose={close} />}
    >
      {!rooms && error && <ErrorState error={error} what="The rooms" onRetry={() => void refetch()} />}
    </EditedList>
  );
}
