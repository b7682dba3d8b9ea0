import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Panel } from '../../components/panel.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { words, type DeviceDetail } from '../../lib/device-words.js';
import { formValues, refusedFields } from '../../lib/form.js';
import styles from './device-page.module.css';
import { TagField } from './tag-field.js';
import { TagWarned } from './tag-warned.js';
import { useDeviceEdit } from './use-device-change.js';

type Replace = Dto<'ReplaceCodeDto'>;
export type CodeStep = 'tag' | 'retire' | 'board';

const STEPS: Record<CodeStep, { title: string; label: string; note: string; reasons: Replace['reason'][] }> = {
  tag: {
    title: 'Replace the asset tag',
    label: 'New asset tag',
    note: 'The present tag becomes a former one: a scan of it still finds the device, and no other device ever gets it.',
    reasons: ['label-damaged', 'label-lost', 'label-wrong'],
  },
  retire: {
    title: 'Retire the label',
    label: '',
    note: 'The device has no tag until it gets a new one. A scan of the old label still finds it.',
    reasons: ['label-lost', 'label-damaged', 'label-wrong'],
  },
  board: {
    title: 'Replaced board',
    label: 'New serial',
    note: 'The device keeps its history; the old serial still finds it.',
    reasons: ['board-replaced', 'typed-wrong'],
  },
};

interface CodePanelProps {
  device: DeviceDetail;
  step: CodeStep;
  onClose: () => void;
}

/** A new label, a label that is gone, a new board. */
export function CodePanel({ device, step, onClose }: CodePanelProps): ReactNode {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { title, label, note, reasons } = STEPS[step];
  const { mutate, data, isPending, error } = useDeviceEdit(device.id, onClose, {
    tagOf: ({ kind, value }: Replace) => (kind === 'tag' ? value : null),
    send: (body) => ask(api.POST('/api/v1/devices/{id}/codes', { params: { path: { id: device.id } }, body })),
  });
  if (data?.unread) return <TagWarned title={title} warning={data.unread} onClose={onClose} />;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { code, reason } = formValues(event.currentTarget);
    const missing = step !== 'retire' && !code;
    setProblems(missing ? [{ field: 'code', message: `Enter the ${label.toLowerCase()}` }] : []);
    if (missing) return;
    mutate({
      version: device.version,
      kind: step === 'board' ? 'serial' : 'tag',
      value: step === 'retire' ? null : code,
      reason: reason as Replace['reason'],
    });
  };
  const first = step === 'retire' ? 'reason' : 'code';
  const changed = 'Somebody else changed this device meanwhile. Load the page again.';
  const shown = problems.length > 0 ? problems : refusedFields(error, first, changed);
  const CodeField = step === 'tag' ? TagField : TextInput;
  return (
    <Panel title={title} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        <p className={styles.muted}>{note}</p>
        {step !== 'retire' && (
          <CodeField id="code" name="code" label={label} maxLength={64} data-autofocus error={shown[0]?.message} />
        )}
        <NativeSelect
          id="reason"
          name="reason"
          label="Reason"
          data={reasons.map((value) => ({ value, label: words(value) }))}
        />
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            {title}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}
