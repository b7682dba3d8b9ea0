import { DEVICE_HEADS } from '@app/kernel';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useCurrentSite } from '../../lib/current-site.js';
import { DeviceTag } from '../../components/device-tag.js';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Holder } from '../../components/holder.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { Page } from '../../components/page.js';
import { useCancelReservation, type Reservation } from '../../components/reservations/reservations.js';
import { StateBadge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask } from '../../lib/api.js';
import { deviceName, modelName } from '../../lib/device-words.js';
import { useCan, useSession } from '../../lib/session.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { PairsPanel } from './pairs-panel.js';

type ReservationColumn = ExportedColumn<Reservation, 'reservations'>;

const COLUMNS: ReservationColumn[] = [
  {
    id: 'tag',
    header: DEVICE_HEADS.tag,
    card: 'first',
    width: '140px',
    cell: ({ device }) => <DeviceTag id={device.id}>{deviceName(device)}</DeviceTag>,
  },
  {
    id: 'state',
    header: 'State',
    width: '130px',
    card: 'first',
    cell: ({ device }) => <StateBadge state={device.state} />,
  },
  { id: 'person', header: 'Reserved for', width: '200px', cell: ({ person }) => <Holder holder={person} /> },
  { id: 'model', header: 'Model', card: 'none', cell: ({ device }) => modelName(device.model) },
];

/** Devices that are set aside before the hand-out; a list makes a school's at once. */
export function ReservationsPage(): ReactNode {
  const { sites, district } = useSession();
  const { timeZone } = district;
  const [url] = useUrlState();
  const current = useCurrentSite();
  const asked = sites.find(({ code }) => code === url.site);
  const siteId = asked?.id ?? current;
  const mayReserve = useCan('device:check-out');
  const [pasting, setPasting] = useState(false);
  const cancel = useCancelReservation();
  const query = usePagedQuery<Reservation>(['reservations', 'list', siteId], (after, signal) => {
    const wanted = { ...(siteId && { siteId }), after };
    return ask(api.GET('/api/v1/reservations', { params: { query: wanted }, signal }));
  });
  const since: ReservationColumn = {
    ...{ id: 'since', file: ['since'], header: 'Since', width: '130px', card: 'none' },
    cell: ({ reservedAt }) => <RelativeTime at={reservedAt} timeZone={timeZone} />,
  };
  const act: ReservationColumn = {
    ...{ id: 'act', file: [], header: 'Action', width: '110px' },
    cell: (row) => (
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Cancel the reservation of ${deviceName(row.device)}`}
        onClick={() => cancel.mutate(row)}
      >
        Cancel
      </Button>
    ),
  };
  const columns = mayReserve ? [...COLUMNS, since, act] : [...COLUMNS, since];
  return (
    <Page
      title="Reservations"
      area="Devices"
      lead="Devices set aside for a person. The desk shows the tag on the person’s card and gives the device to nobody else unasked."
      actions={
        <>
          <ExportMenu list="reservations" query={siteId ? { siteId } : {}} columns={columns} />
          {mayReserve && <Button onClick={() => setPasting(true)}>Reserve from a list</Button>}
        </>
      }
    >
      {pasting && <PairsPanel onClose={() => setPasting(false)} />}
      <IgnoredNotice url={url} query={{ site: asked?.id }} />
      <DataTable
        caption="Reserved devices"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={
          <EmptyState title="No device is reserved">
            Reserve one on the page of the device or of the person, or many from a list of tags and student numbers.
          </EmptyState>
        }
      />
    </Page>
  );
}
