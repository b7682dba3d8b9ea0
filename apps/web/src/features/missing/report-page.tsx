import { dayIn } from '@app/kernel';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Holder } from '../../components/holder.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { deviceName, modelName, type DeviceDetail } from '../../lib/device-words.js';
import { REPORT_REASONS } from '../../lib/missing-words.js';
import { useSession } from '../../lib/session.js';
import { roomsQuery } from '../../lib/site-queries.js';
import { dayText } from '../../lib/time.js';
import { CaseForm, choicesOf, type FormField } from './case-form.js';
import { useKeepCase } from './missing-queries.js';
import styles from './missing.module.css';

type Kind = Dto<'MissingCaseKind'>;

const deviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['device', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/devices/{id}', { params: { path: { id } }, signal })),
  });

const POLICE: FormField[] = [
  { name: 'policeAgency', label: 'Police agency', max: 100 },
  { name: 'policeReportNumber', label: 'Report number', max: 40 },
  { name: 'policeReportedOn', label: 'Reported to the police on', kind: 'day' },
  { name: 'finding', label: 'Finding', kind: 'area', hint: 'Without a police report: what an administrator found' },
];

const fieldsOf = (kind: Kind, rooms: readonly Dto<'RoomDto'>[], seenOn: string | null): FormField[] => [
  {
    name: 'reason',
    label: 'What happened',
    kind: 'choice',
    choices: choicesOf(REPORT_REASONS),
    needed: 'Choose what happened',
  },
  {
    name: 'lastSeenOn',
    label: 'Last seen on',
    kind: 'day',
    needed: 'Give the day on which it was last seen',
    value: seenOn,
    hint: seenOn ? `It was in hand at a desk on ${dayText(seenOn)}; later if somebody saw it since` : undefined,
  },
  {
    name: 'lastSeenRoomId',
    label: 'Room where it was last seen',
    kind: 'choice',
    choices: [
      { value: '', label: 'No room, or not known' },
      ...rooms.map(({ id, name }) => ({ value: id, label: name })),
    ],
  },
  { name: 'lastSeenPlace', label: 'Or another place', hint: 'On the bus, at home …' },
  { name: 'toldBy', label: 'Who told the school', max: 100, hint: 'The student, a parent, a teacher …' },
  {
    name: 'notifiedOn',
    label: 'When the school heard of it',
    kind: 'day',
    hint: 'Today when left empty; the steps count from here',
  },
  ...(kind === 'stolen' ? POLICE : []),
];

/** Opens the case of a device: who, when last seen, where, and for a theft the police report. */
export function ReportMissingPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { data: device } = useSuspenseQuery(deviceQuery(id));
  const crumbs = [
    { label: 'Devices', href: '/devices' },
    { label: deviceName(device), href: `/devices/${id}` },
  ];
  const possible = device.actions.some(({ action }) => action === 'report-missing');
  return (
    <Page title="Report missing" area="Devices" narrow crumbs={crumbs} lead={<About device={device} />}>
      {possible ? (
        <ReportForm device={device} />
      ) : (
        <EmptyState title="This device cannot be reported missing now">
          It is missing already, or it is not in the hands of the district.
        </EmptyState>
      )}
    </Page>
  );
}

const About = ({ device }: { device: DeviceDetail }): ReactNode => (
  <>
    <span className="mono">{deviceName(device)}</span> · {modelName(device.model)} ·{' '}
    {device.holder ? <Holder holder={device.holder} /> : 'with nobody'}
  </>
);

function ReportForm({ device }: { device: DeviceDetail }): ReactNode {
  const [kind, setKind] = useState<Kind>('missing');
  const navigate = useNavigate();
  const keep = useKeepCase();
  const { timeZone } = useSession().district;
  const seenOn = device.lastSeenAt && dayIn(timeZone, new Date(device.lastSeenAt));
  const { data: rooms = [] } = useQuery(roomsQuery(device.locationSite.id));
  const { mutateAsync } = useMutation({
    mutationFn: (values: Record<string, string>) =>
      ask(
        api.POST('/api/v1/devices/{id}/missing-reports', {
          params: { path: { id: device.id } },
          body: { kind, ...values } as Dto<'ReportMissingDto'>,
        }),
      ),
  });
  return (
    <div className={styles.stack}>
      <SegmentedControl
        aria-label="Missing or stolen"
        value={kind}
        onChange={(value) => setKind(value)}
        data={[
          { value: 'missing', label: 'Missing' },
          { value: 'stolen', label: 'Stolen' },
        ]}
      />
      <CaseForm
        fields={fieldsOf(kind, rooms, seenOn)}
        button={kind === 'stolen' ? 'Report stolen' : 'Report missing'}
        color="red"
        send={async (values) => {
          const opened = await mutateAsync(values);
          await keep(opened);
          await navigate({ to: '/missing/$caseId', params: { caseId: opened.id } });
        }}
        onDone={() => undefined}
        onCancel={() => void navigate({ to: '/devices/$id', params: { id: device.id } })}
      />
    </div>
  );
}
