import { Checkbox, NativeSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { FieldProblem } from '../../components/form-problems.js';
import { roomsQuery } from '../../lib/site-queries.js';
import { modelsQuery } from '../../lib/model-queries.js';
import { CONDITIONS, modelName, type DeviceDetail } from '../../lib/device-words.js';
import styles from './device-page.module.css';
import { TagField } from './tag-field.js';

interface FieldsProps {
  /** What stands in the fields at first. */
  device: Partial<Record<string, string | null>>;
  problems: FieldProblem[];
}

export const problemIn = (problems: FieldProblem[], name: string): string | undefined =>
  problems.find(({ field }) => field === name)?.message;

interface TextFieldProps extends FieldsProps {
  name: string;
  label: string;
  type?: string;
  max?: number;
  mono?: boolean;
}

export const TextField = ({ name, label, device, problems, type, max, mono }: TextFieldProps): ReactNode => (
  <TextInput
    id={name}
    name={name}
    label={label}
    type={type}
    maxLength={max}
    autoComplete="off"
    spellCheck={false}
    defaultValue={device[name] ?? ''}
    error={problemIn(problems, name)}
    classNames={mono ? { input: 'mono' } : undefined}
  />
);

/** Codes, purchase and the like: the same in the edit form and in the registration. `children`: what the program is asked with. */
export const AdministrativeFields = ({ children, ...props }: FieldsProps & { children?: ReactNode }): ReactNode => (
  <>
    <TagField
      id="assetTag"
      name="assetTag"
      label="Asset tag"
      maxLength={64}
      autoComplete="off"
      spellCheck={false}
      present={props.device.assetTag}
      defaultValue={props.device.assetTag ?? ''}
      error={problemIn(props.problems, 'assetTag')}
      classNames={{ input: 'mono' }}
    />
    <TextField {...props} name="serial" label="Serial" max={64} mono />
    <ConditionField {...props} />
    <TextField {...props} name="purchaseOrder" label="Purchase order" max={60} />
    <TextField {...props} name="vendor" label="Vendor" max={120} />
    <TextField {...props} name="cost" label="Cost in dollars" />
    <TextField {...props} name="purchasedOn" label="Bought on" type="date" />
    <TextField {...props} name="receivedOn" label="Received on" type="date" />
    <TextField {...props} name="inServiceOn" label="In service since" type="date" />
    <TextField {...props} name="warrantyEndsOn" label="Warranty until" type="date" />
    <TextField {...props} name="program" label="Program" max={60} />
    {children}
    <Textarea
      id="notes"
      name="notes"
      label="Notes"
      description="About the device, never about a student."
      className={styles.wide}
      autosize
      minRows={2}
      maxLength={2000}
      defaultValue={props.device.notes ?? ''}
      error={problemIn(props.problems, 'notes')}
    />
  </>
);

const ConditionField = ({ device, problems }: FieldsProps): ReactNode => (
  <NativeSelect
    id="condition"
    name="condition"
    label="Condition"
    defaultValue={device.condition ?? 'A'}
    error={problemIn(problems, 'condition')}
    data={Object.entries(CONDITIONS).map(([value, label]) => ({ value, label }))}
  />
);

export const LoanerField = ({ checked }: { checked: boolean }): ReactNode => (
  <Checkbox name="loanerPool" value="yes" label="In the loaner pool" defaultChecked={checked} className={styles.wide} />
);

/** One model of the standards list. */
export function ModelField({ device, problems }: FieldsProps): ReactNode {
  const { data: models = [] } = useQuery(modelsQuery);
  const [value, setValue] = useState(device.modelId ?? null);
  return (
    <>
      <Select
        id="modelId"
        label="Model"
        searchable
        limit={50}
        nothingFoundMessage="No such model"
        value={value}
        onChange={setValue}
        error={problemIn(problems, 'modelId')}
        data={models.map((model) => ({ value: model.id, label: modelName(model) }))}
      />
      <input type="hidden" name="modelId" value={value ?? ''} />
    </>
  );
}

/** A room of the site where the device is, or none. */
export function RoomField({ siteId, device, problems }: FieldsProps & { siteId: string }): ReactNode {
  const { data: rooms = [], isPending } = useQuery(roomsQuery(siteId));
  const present = device.locationRoomId;
  const [chosen, setChosen] = useState(present ?? '');
  const options = rooms.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }));
  const known = isPending || !present || options.some(({ value }) => value === present);
  return (
    <NativeSelect
      id="locationRoomId"
      name="locationRoomId"
      label="Room"
      value={chosen}
      onChange={(event) => setChosen(event.currentTarget.value)}
      error={problemIn(problems, 'locationRoomId')}
      data={[
        { value: '', label: 'No room' },
        ...(present && (isPending || !known) ? [{ value: present, label: 'The present room' }] : []),
        ...options,
      ]}
    />
  );
}

/** The fields of a device as its forms show them. */
export const fieldsOf = (device: DeviceDetail): Record<string, string | null> => ({
  modelId: device.model.id,
  assetTag: device.tag,
  serial: device.serial,
  condition: device.condition,
  purchaseOrder: device.purchaseOrder,
  vendor: device.vendor,
  cost: device.costCents === null ? null : (device.costCents / 100).toFixed(2),
  purchasedOn: device.purchasedOn,
  receivedOn: device.receivedOn,
  inServiceOn: device.inServiceOn,
  warrantyEndsOn: device.warrantyEndsOn,
  program: device.program,
  notes: device.notes,
  locationRoomId: device.room?.id ?? null,
});
