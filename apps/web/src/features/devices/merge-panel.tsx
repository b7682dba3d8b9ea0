import { DEVICE_HEADS } from '@app/kernel';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Holder } from '../../components/holder.js';
import { Panel } from '../../components/panel.js';
import table from '../../components/plain-table.module.css';
import { StateBadge } from '../../components/state-badge.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { deviceName, modelName, type DeviceDetail } from '../../lib/device-words.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { useSession } from '../../lib/session.js';
import styles from './device-page.module.css';

type Row = Dto<'DeviceRowDto'>;
type Reason = Dto<'MergeReason'>;

const REASONS: Record<Reason, string> = {
  'registered-twice': 'It was registered twice',
  'imported-twice': 'An import made a second record',
  'labelled-twice': 'It was labelled twice',
  'typed-wrong': 'A code was typed wrong',
};

/** Merges are the district's; a record that went is merged no more. */
export const useMayMerge = ({ mergedInto }: DeviceDetail): boolean =>
  useSession().permissions['device:merge'] === 'all' && mergedInto === null;

const SIDES: [string, (device: Row) => ReactNode][] = [
  [DEVICE_HEADS.tag, ({ tag }) => <span className="mono">{tag ?? '–'}</span>],
  ['Serial', ({ serial }) => <span className="mono">{serial ?? '–'}</span>],
  ['Model', ({ model }) => modelName(model)],
  ['State', ({ state }) => <StateBadge state={state} />],
  [DEVICE_HEADS.holder, ({ holder }) => <Holder holder={holder} />],
  [DEVICE_HEADS.home, ({ homeSite }) => homeSite.code],
  [DEVICE_HEADS.bought, ({ purchasedOn }) => purchasedOn ?? '–'],
];

function Sides({ going, staying, likeness }: { going: Row; staying: Row; likeness: string }): ReactNode {
  return (
    <table className={table.table}>
      <caption>What the two records say. Compared because of {likeness}.</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">
            <span className="mono">{deviceName(going)}</span> goes
          </th>
          <th scope="col">
            <span className="mono">{deviceName(staying)}</span> goes on
          </th>
        </tr>
      </thead>
      <tbody>
        {SIDES.map(([label, cell]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{cell(going)}</td>
            <td>{cell(staying)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface MergePanelProps {
  device: DeviceDetail;
  other: Row;
  /** Why the two were put side by side. */
  likeness: string;
  onClose: () => void;
}

/** Both records side by side, before one of them goes. */
export function MergePanel({ device, other, likeness, onClose }: MergePanelProps): ReactNode {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (reason: Reason) =>
      ask(
        api.POST('/api/v1/devices/{id}/merges', {
          params: { path: { id: device.id } },
          body: { survivorId: other.id, lastSeq: device.lastSeq, reason },
        }),
      ),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['device'] });
      await navigate({ to: '/devices/$id', params: { id } });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { reason } = formValues(event.currentTarget);
    setProblems(reason ? [] : [{ field: 'reason', message: 'Say how the two records came to be' }]);
    if (reason) mutate(reason as Reason);
  };
  const changed = 'Somebody else changed this device meanwhile. Load the page again.';
  const shown = problems.length > 0 ? problems : refusedFields(error, 'reason', changed);
  const [going, staying] = [deviceName(device), deviceName(other)];
  return (
    <Panel title={`Compare ${going} with ${staying}`} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        <Sides going={device} staying={other} likeness={likeness} />
        <p className={styles.muted}>
          Both histories are kept. Every code of {going} leads to {staying} from now on. This is not taken back.
        </p>
        <NativeSelect
          id="reason"
          name="reason"
          label="Reason"
          description="Kept in the log of both records."
          data={[{ value: '', label: '' }, ...Object.entries(REASONS).map(([value, label]) => ({ value, label }))]}
          error={shown[0]?.message}
        />
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            Merge {going} into {staying}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}
