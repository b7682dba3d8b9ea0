import { Button, NativeSelect } from '@mantine/core';
import { parseCents } from '@app/kernel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useCurrentSite } from '../../lib/current-site.js';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { filledFields, formValues, refusedFields } from '../../lib/form.js';
import { can, useSession } from '../../lib/session.js';
import { savedWithTag } from '../../lib/tag-warning.js';
import { AdministrativeFields, LoanerField, ModelField, problemIn } from './device-fields.js';
import styles from './device-page.module.css';

type Register = Dto<'RegisterDeviceDto'>;

const START: Record<NonNullable<Register['state']>, string> = {
  'in-stock': 'In stock: tagged and ready',
  received: 'Received, not accepted yet',
  ordered: 'Ordered, not here yet',
};

const CRUMBS = [{ label: 'Devices', href: '/devices' }];

/** One device by hand; many come from a file. */
export function RegisterDevicePage(): ReactNode {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, data, isPending, error } = useMutation({
    mutationFn: (body: Register) =>
      savedWithTag(client, body.assetTag, () => ask(api.POST('/api/v1/devices', { body }))),
    onSuccess: ({ saved: { id }, unread }) =>
      unread === null ? navigate({ to: '/devices/$id', params: { id } }) : undefined,
  });
  if (data?.unread) return <Warned id={data.saved.id} warning={data.unread} />;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { body, wrong } = registrationOf(formValues(event.currentTarget));
    setProblems(wrong);
    if (wrong.length === 0) mutate(body);
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'assetTag');
  return (
    <Page title="Register a device" area="Devices" crumbs={CRUMBS}>
      <form onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        <div className={styles.formGrid}>
          <ModelField device={{}} problems={shown} />
          <HomeSiteField problems={shown} />
          <NativeSelect
            id="state"
            name="state"
            label="State"
            data={Object.entries(START).map(([value, label]) => ({ value, label }))}
          />
          <AdministrativeFields device={{}} problems={shown} />
          <LoanerField checked={false} />
        </div>
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            Register
          </Button>
        </div>
      </form>
    </Page>
  );
}

/** It is registered; what is known against its tag is read before the page is left. */
const Warned = ({ id, warning }: { id: string; warning: string }): ReactNode => (
  <Page title="Register a device" area="Devices" crumbs={CRUMBS}>
    <EmptyState
      title="The device is registered. Look at its tag"
      action={
        <Button renderRoot={(props) => <Link to="/devices/$id" params={{ id }} {...props} />}>Open the device</Button>
      }
    >
      <span role="alert">{warning}.</span>
    </EmptyState>
  </Page>
);

function HomeSiteField({ problems }: { problems: FieldProblem[] }): ReactNode {
  const session = useSession();
  const current = useCurrentSite();
  const sites = session.sites.filter(({ id }) => can(session, 'device:register', id));
  return (
    <NativeSelect
      id="homeSiteId"
      name="homeSiteId"
      label="Home site"
      defaultValue={sites.find(({ id }) => id === current)?.id ?? sites.at(0)?.id}
      error={problemIn(problems, 'homeSiteId')}
      data={sites.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
    />
  );
}

function registrationOf(values: Record<string, string>): { body: Register; wrong: FieldProblem[] } {
  const { cost, loanerPool, modelId, homeSiteId, ...rest } = filledFields(values);
  const wrong: FieldProblem[] = [];
  const costCents = cost ? parseCents(cost) : null;
  if (!modelId) wrong.push({ field: 'modelId', message: 'Choose a model' });
  if (!homeSiteId) wrong.push({ field: 'homeSiteId', message: 'Choose a site' });
  if (!rest.assetTag && rest.state === 'in-stock')
    wrong.push({ field: 'assetTag', message: 'A device in stock needs an asset tag' });
  if (!rest.assetTag && !rest.serial && rest.state !== 'in-stock')
    wrong.push({ field: 'serial', message: 'Give an asset tag or a serial' });
  if (cost && costCents === null) wrong.push({ field: 'cost', message: 'Write the cost like 289.00' });
  return {
    wrong,
    body: {
      ...rest,
      modelId,
      homeSiteId,
      ...(costCents !== null && { costCents: costCents }),
      ...(loanerPool === 'yes' && { loanerPool: true }),
    },
  };
}
