import { Button, NativeSelect } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { HOLDS, words, type DeviceDetail } from '../../lib/device-words.js';
import styles from './device-page.module.css';
import { Panel } from '../../components/panel.js';
import { useDeviceStep } from './use-device-change.js';

type ClearHold = Dto<'ClearHoldDto'>;
const REASONS: ClearHold['reason'][] = ['repaired', 'no-damage-found', 'released', 'placed-in-error'];

interface HoldPanelProps {
  device: DeviceDetail;
  hold: Dto<'Hold'>;
  onClose: () => void;
}

/** Takes a hold off, with the reason why it no longer holds. */
export function HoldPanel({ device, hold, onClose }: HoldPanelProps): ReactNode {
  const { mutate, isPending, error } = useDeviceStep(device.id, onClose, (body: ClearHold) =>
    ask(api.POST('/api/v1/devices/{id}/holds-cleared', { params: { path: { id: device.id } }, body })),
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    mutate({ hold, reason: formValues(event.currentTarget).reason as ClearHold['reason'] });
  };
  return (
    <Panel title={`Clear the hold “${HOLDS[hold]}”`} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={refusedFields(error, 'reason')} />
        <NativeSelect
          id="reason"
          name="reason"
          label="Reason"
          data-autofocus
          data={REASONS.map((value) => ({ value, label: words(value) }))}
        />
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            Clear hold
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}
