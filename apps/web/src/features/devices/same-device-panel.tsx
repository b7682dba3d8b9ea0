import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Panel } from '../../components/panel.js';
import { refusalOf } from '../../lib/api.js';
import type { DeviceDetail } from '../../lib/device-words.js';
import { formValues } from '../../lib/form.js';
import { deviceQueryOf, onlyDeviceOf } from './device-queries.js';
import styles from './device-page.module.css';
import { MergePanel } from './merge-panel.js';

interface SameDevicePanelProps {
  device: DeviceDetail;
  onClose: () => void;
}

/** Two records that nothing shows to be alike: somebody names the other one, sees both, and merges them. */
export function SameDevicePanel({ device, onClose }: SameDevicePanelProps): ReactNode {
  const client = useQueryClient();
  const {
    mutate,
    data: other,
    isPending,
    error,
  } = useMutation({
    mutationFn: async (code: string) => {
      if (code === '') throw new Error('Enter the tag or serial of the other record');
      const id = await onlyDeviceOf(code);
      if (id === null) throw new Error(`Not one record alone has the code ${code}`);
      if (id === device.id) throw new Error(`${code} is a code of this record`);
      return client.fetchQuery(deviceQueryOf(id));
    },
  });
  if (other) return <MergePanel device={device} other={other} likeness="the code that was entered" onClose={onClose} />;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    mutate(formValues(event.currentTarget).code);
  };
  const refused = error && refusalOf(error);
  return (
    <Panel title="Same device as…" onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={refused ? [{ field: 'code', message: refused }] : []} />
        <TextInput
          id="code"
          name="code"
          label="Tag or serial of the other record"
          description="Both records are shown next; nothing is merged yet."
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          classNames={{ input: 'mono' }}
          error={refused}
        />
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            Compare
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}
