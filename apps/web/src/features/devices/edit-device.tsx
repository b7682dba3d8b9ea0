import { Button, NativeSelect } from '@mantine/core';
import { parseCents } from '@app/kernel';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { changedFields, formValues, refusedFields } from '../../lib/form.js';
import { AdministrativeFields, fieldsOf, LoanerField, ModelField, problemIn, RoomField } from './device-fields.js';
import { TagWarned } from './tag-warned.js';
import { TRANSFER_REASONS, type DeviceDetail } from '../../lib/device-words.js';
import styles from './device-page.module.css';
import { Panel } from '../../components/panel.js';
import { useDeviceEdit } from './use-device-change.js';

const TITLE = 'Edit facts';
const CONFLICT = 'Somebody else changed this device meanwhile. Load it again, then repeat your changes.';

type Edit = Dto<'EditDeviceDto'>;

/** The administrative facts, in place. Custody and state change through scans and actions only. */
export function EditDevice({ device, onClose }: { device: DeviceDetail; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  // What stood there when the form opened: a refresh behind it must not turn into a change.
  const [loaded] = useState(device);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [program, setProgram] = useState(loaded.program ?? '');
  const { mutate, data, isPending, error } = useDeviceEdit(device.id, onClose, {
    tagOf: ({ assetTag }: Edit) => assetTag,
    send: (body) => ask(api.PATCH('/api/v1/devices/{id}', { params: { path: { id: device.id } }, body })),
  });
  if (data?.unread) return <TagWarned title={TITLE} warning={data.unread} onClose={onClose} />;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { body, wrong } = editOf(formValues(event.currentTarget), loaded);
    setProblems(wrong);
    if (wrong.length > 0) return;
    if (Object.keys(body).length === 1) onClose();
    else mutate(body);
  };
  const stale = error !== null && problemOf(error).code === 'device.version-conflict';
  const shown = problems.length > 0 ? problems : refusedFields(error, 'assetTag', CONFLICT);
  const fields = fieldsOf(loaded);
  return (
    <Panel title={TITLE} onClose={onClose}>
      <form onSubmit={submit} onChange={(event) => setProgram(programIn(event.currentTarget))} noValidate>
        <FormProblems problems={shown} />
        <div className={styles.formGrid}>
          <ModelField device={fields} problems={shown} />
          <RoomField siteId={loaded.locationSite.id} device={fields} problems={shown} />
          <AdministrativeFields device={fields} problems={shown}>
            {leaves(loaded, program) && <LeavingField funding={loaded.restrictedFunding} problems={shown} />}
          </AdministrativeFields>
          <LoanerField checked={loaded.loanerPool} />
        </div>
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            Save
          </Button>
          {stale && (
            <Button
              variant="default"
              onClick={() => {
                void client.invalidateQueries({ queryKey: ['device', device.id] });
                onClose();
              }}
            >
              Load again
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}

const programIn = (form: HTMLFormElement): string => formValues(form).program;

/** E23: what restricted money bought leaves its program only with a reason. */
const leaves = ({ restrictedFunding, program }: DeviceDetail, said: string): boolean =>
  restrictedFunding !== null && said !== (program ?? '');

const LeavingField = ({ funding, problems }: { funding: string | null; problems: FieldProblem[] }): ReactNode => (
  <NativeSelect
    id="transferReason"
    name="transferReason"
    label="Why it leaves its program"
    description={`Bought with ${funding}, which is for its own program. The reason stands in its timeline.`}
    className={styles.wide}
    error={problemIn(problems, 'transferReason')}
    data={[
      { value: '', label: 'Choose…' },
      ...Object.entries(TRANSFER_REASONS).map(([value, label]) => ({ value, label })),
    ]}
  />
);

function editOf(values: Record<string, string>, device: DeviceDetail): { body: Edit; wrong: FieldProblem[] } {
  const wrong: FieldProblem[] = [];
  const { cost, assetTag, modelId, condition, ...rest } = changedFields(values, fieldsOf(device));
  const costCents = cost ? parseCents(cost) : cost;
  if (cost && costCents === null) wrong.push({ field: 'cost', message: 'Write the cost like 289.00' });
  if (assetTag === null) wrong.push({ field: 'assetTag', message: 'A device keeps an asset tag once it has one' });
  if (modelId === null) wrong.push({ field: 'modelId', message: 'Choose a model' });
  const { transferReason } = values;
  if (leaves(device, values.program) && !transferReason)
    wrong.push({ field: 'transferReason', message: 'Say why it leaves the program that bought it' });
  const loanerPool = values.loanerPool === 'yes';
  return {
    wrong,
    body: {
      version: device.version,
      ...rest,
      ...(assetTag && { assetTag }),
      ...(modelId && { modelId }),
      ...(condition && { condition: condition as Edit['condition'] }),
      ...(costCents !== undefined && { costCents: costCents as number | null }),
      ...(loanerPool !== device.loanerPool && { loanerPool }),
      ...(transferReason && { transferReason: transferReason as Edit['transferReason'] }),
    },
  };
}
