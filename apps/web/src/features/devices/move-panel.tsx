import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { filledFields, formValues, refusedFields } from '../../lib/form.js';
import { words, type DeviceAction, type DeviceDetail } from '../../lib/device-words.js';
import styles from './device-page.module.css';
import { Panel } from '../../components/panel.js';
import { useDeviceStep } from './use-device-change.js';

type ChangeState = Dto<'ChangeStateDto'>;
type Evidence = Dto<'EvidenceFieldDto'>;

const LABELS: Record<Evidence['field'], string> = {
  reason: 'Reason',
  lastSeenOn: 'Last seen on',
  policeAgency: 'Police agency',
  policeReportNumber: 'Report number',
};

const MISSING: Record<Evidence['field'], string> = {
  reason: 'Choose a reason',
  lastSeenOn: 'Give the day on which it was last seen',
  policeAgency: 'Give the agency that took the report',
  policeReportNumber: 'Give the number of the report',
};

interface MovePanelProps {
  device: DeviceDetail;
  action: DeviceAction;
  onClose: () => void;
}

/** Changes the state with the evidence that the step demands. */
export function MovePanel({ device, action, onClose }: MovePanelProps): ReactNode {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useDeviceStep(device.id, onClose, (body: ChangeState) =>
    ask(api.POST('/api/v1/devices/{id}/state-changes', { params: { path: { id: device.id } }, body })),
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = filledFields(formValues(event.currentTarget));
    const missing = action.evidence
      .filter(({ field, required }) => required && !given[field])
      .map(({ field }) => ({ field, message: MISSING[field] }));
    setProblems(missing);
    if (missing.length === 0)
      mutate({ to: action.to, reason: given.reason as ChangeState['reason'], lastSeq: device.lastSeq });
  };
  const first = action.evidence[0]?.field ?? 'submit';
  const shown = problems.length > 0 ? problems : refusedFields(error, first);
  return (
    <Panel title={action.label} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        {action.evidence.map((evidence) => (
          <EvidenceInput
            key={evidence.field}
            evidence={evidence}
            error={shown.find(({ field }) => field === evidence.field)?.message}
          />
        ))}
        <div className={styles.buttons}>
          <Button
            type="submit"
            id="submit"
            loading={isPending}
            data-autofocus={action.evidence.length === 0 || undefined}
          >
            {action.label}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function EvidenceInput({
  evidence: { field, required, choices },
  error,
}: {
  evidence: Evidence;
  error?: string;
}): ReactNode {
  const label = required ? LABELS[field] : `${LABELS[field]} (optional)`;
  if (choices.length > 0)
    return (
      <NativeSelect
        id={field}
        name={field}
        label={label}
        error={error}
        data={[{ value: '', label: 'Choose…' }, ...choices.map((code) => ({ value: code, label: words(code) }))]}
      />
    );
  return (
    <TextInput
      id={field}
      name={field}
      label={label}
      error={error}
      type={field === 'lastSeenOn' ? 'date' : 'text'}
      maxLength={100}
    />
  );
}
