import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { LabelsLink } from '../../components/labels-link.js';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { roomsQuery } from '../../lib/site-queries.js';
import styles from './sites.module.css';

const SHOWN = 12;

const HEADS = [
  { id: 'code', head: 'Code' },
  { id: 'name', head: 'Name' },
  { id: 'holds', head: 'Holds' },
] as const;

/** Rooms and carts: places that devices can be given to. */
export function RoomsBlock({ siteId, siteCode }: { siteId: string; siteCode: string }): ReactNode {
  const { data: rooms = [], isPending } = useQuery(roomsQuery(siteId));
  const [all, setAll] = useState(false);
  return (
    <Block
      title={isPending ? 'Rooms' : `Rooms (${rooms.length})`}
      actions={
        rooms.length > 0 && (
          <>
            <ExportMenu small list="rooms" query={{ siteId }} columns={HEADS} />
            <LabelsLink search={{ kind: 'room', site: siteCode }} siteId={siteId} small>
              Print labels
            </LabelsLink>
          </>
        )
      }
    >
      {!isPending && rooms.length === 0 && <p className={styles.muted}>No rooms yet.</p>}
      {rooms.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              {HEADS.map(({ id, head }) => (
                <th key={id} scope="col" data-align={id === 'holds' ? 'right' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(all ? rooms : rooms.slice(0, SHOWN)).map(({ id, code, name, capacity }) => (
              <tr key={id}>
                <td className="mono">{code}</td>
                <th scope="row">
                  <Link to="/devices" search={{ site: siteCode, room: id } as never} className={styles.name}>
                    {name}
                  </Link>
                </th>
                <td data-align="right">{capacity ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rooms.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${rooms.length}`}
        </Button>
      )}
    </Block>
  );
}
