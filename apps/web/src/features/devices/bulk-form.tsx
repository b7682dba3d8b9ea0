import { DEVICE_HEADS, DEVICE_STATES, stateLabel } from '@app/kernel';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Panel } from '../../components/panel.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { planBulk } from '../../lib/bulk-queries.js';
import { CONDITIONS, HOLDS, words } from '../../lib/device-words.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { useSession } from '../../lib/session.js';
import { bulkAction, STATE_REASONS } from './bulk-action.js';
import styles from './devices.module.css';

export type BulkKind = Dto<'BulkKind'>;

const TITLES: Record<BulkKind, string> = {
  move: 'Move to a site or room',
  state: 'Change the state',
  condition: 'Set the condition',
  'clear-hold': 'Clear a hold',
  edit: 'Edit a field',
};

interface BulkFormProps {
  kind: BulkKind;
  selection: Dto<'BulkSelectionDto'>;
  onClose: () => void;
}

/** What to do; the preview says next what it comes to. Nothing changes here. */
export function BulkForm({ kind, selection, onClose }: BulkFormProps): ReactNode {
  const navigate = useNavigate();
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: planBulk,
    onSuccess: ({ id }) => navigate({ to: '/bulk/$id', params: { id } }),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { action, missing } = bulkAction(kind, formValues(event.currentTarget));
    setProblems(missing);
    if (action) mutate({ action, selection });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'bulk-first');
  return (
    <Panel title={TITLES[kind]} onClose={onClose}>
      <form className={styles.bulkForm} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        <Fields kind={kind} />
        <Button type="submit" loading={isPending}>
          Preview
        </Button>
      </form>
    </Panel>
  );
}

function Fields({ kind }: { kind: BulkKind }): ReactNode {
  switch (kind) {
    case 'move':
      return <MoveFields />;
    case 'state':
      return <StateFields />;
    case 'condition':
      return <Choice id="bulk-first" name="condition" label="Condition" options={CONDITIONS} />;
    case 'clear-hold':
      return (
        <>
          <Choice id="bulk-first" name="hold" label="Hold" options={HOLDS} />
          <Choice
            name="reason"
            label="Reason"
            options={named(['repaired', 'no-damage-found', 'released', 'placed-in-error'])}
          />
        </>
      );
    case 'edit':
      return <EditFields />;
  }
}

const named = (codes: readonly string[]): Record<string, string> =>
  Object.fromEntries(codes.map((code) => [code, words(code)]));

interface ChoiceProps {
  id?: string;
  name: string;
  label: string;
  options: Record<string, string>;
}

const Choice = ({ id, name, label, options }: ChoiceProps): ReactNode => (
  <NativeSelect
    id={id}
    name={name}
    label={label}
    data-autofocus={id ? true : undefined}
    data={Object.entries(options).map(([value, text]) => ({ value, label: text }))}
  />
);

function MoveFields(): ReactNode {
  const { sites } = useSession();
  const [siteId, setSiteId] = useState(sites[0]?.id ?? '');
  const { data: rooms = [] } = useQuery({
    queryKey: ['site', siteId, 'rooms', 'choice'],
    queryFn: async ({ signal }) =>
      (
        await ask(
          api.GET('/api/v1/sites/{id}/rooms', { params: { path: { id: siteId }, query: { limit: 200 } }, signal }),
        )
      ).items,
    enabled: siteId !== '',
  });
  return (
    <>
      <NativeSelect
        id="bulk-first"
        name="siteId"
        label="Site"
        data-autofocus
        value={siteId}
        onChange={(event) => setSiteId(event.currentTarget.value)}
        data={sites.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
      />
      <NativeSelect
        name="roomId"
        label="Room"
        data={[{ value: '', label: 'No room' }, ...rooms.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Checkbox name="alsoHome" value="yes" label="It becomes their home site too" />
    </>
  );
}

function StateFields(): ReactNode {
  const [to, setTo] = useState<keyof typeof STATE_REASONS>('in-repair');
  const reachable = DEVICE_STATES.filter((state): state is keyof typeof STATE_REASONS => state in STATE_REASONS);
  return (
    <>
      <NativeSelect
        id="bulk-first"
        name="to"
        label="State"
        data-autofocus
        value={to}
        onChange={(event) => setTo(event.currentTarget.value as keyof typeof STATE_REASONS)}
        data={reachable.map((state) => ({ value: state, label: stateLabel(state) }))}
      />
      {STATE_REASONS[to].length > 0 && <Choice name="reason" label="Reason" options={named(STATE_REASONS[to])} />}
    </>
  );
}

const FIELDS = {
  program: 'Program',
  warrantyEndsOn: DEVICE_HEADS.warranty,
  loanerPool: 'Loaner pool',
  funding: 'Funding source',
};

function EditFields(): ReactNode {
  const [field, setField] = useState<keyof typeof FIELDS>('program');
  const { data } = useQuery({
    queryKey: ['funding-sources'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/funding-sources', { signal })),
  });
  return (
    <>
      <NativeSelect
        id="bulk-first"
        name="field"
        label="Field"
        data-autofocus
        value={field}
        onChange={(event) => setField(event.currentTarget.value as keyof typeof FIELDS)}
        data={Object.entries(FIELDS).map(([value, label]) => ({ value, label }))}
      />
      {field === 'program' && (
        <TextInput name="value" label="Program" description="Empty takes it away" maxLength={60} />
      )}
      {field === 'warrantyEndsOn' && (
        <TextInput type="date" name="value" label="Warranty until" description="Empty takes it away" />
      )}
      {field === 'loanerPool' && (
        <Choice name="value" label="Loaner pool" options={{ yes: 'In the pool', no: 'Not in the pool' }} />
      )}
      {field === 'funding' && (
        <NativeSelect
          name="value"
          label="Funding source, for the whole cost"
          data={[
            { value: '', label: 'None' },
            ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </>
  );
}
