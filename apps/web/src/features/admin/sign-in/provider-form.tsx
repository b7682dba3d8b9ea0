import { Button, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { FormProblems } from '../../../components/form-problems.js';
import type { Dto } from '../../../lib/api.js';
import { refusedFields } from '../../../lib/form.js';
import { useForm } from '../../../lib/use-form.js';
import { useProof } from '../../../lib/use-proof.js';
import styles from '../admin.module.css';
import { FIELD_OF, issuerText, KINDS, providerOf, providerProblems } from './provider-fields.js';
import { createProvider, editProvider, useSaveProvider, type Provider } from './provider-queries.js';

const CONFLICT =
  'Somebody else changed this provider meanwhile. What you entered is kept: save again to put it in place.';

interface ProviderFormProps {
  /** `null`: a new one. */
  provider: Provider | null;
  onSaved: () => void;
  onCancel: () => void;
}

/** A provider as its console shows it: its kind, client id and secret, and whose people it may let in. */
export function ProviderForm({ provider, onSaved, onCancel }: ProviderFormProps): ReactNode {
  const [kind, setKind] = useState<Provider['kind']>(provider?.kind ?? 'google');
  const { proven, asking } = useProof();
  const { mutate, isPending, error } = useSaveProvider<ReturnType<typeof providerOf>>(
    (body) =>
      proven(() =>
        provider
          ? editProvider(provider.id, { version: provider.version, ...body })
          : createProvider({ kind, ...body } as Dto<'NewProviderDto'>),
      ),
    onSaved,
  );
  const { onSubmit, problems, field } = useForm({
    read: (values) => ({ body: providerOf(kind, values), problems: providerProblems(kind, values, provider !== null) }),
    send: mutate,
    refused: refusedFields(error, 'providerLabel', CONFLICT).map((each) => ({
      ...each,
      field: FIELD_OF[each.field] ?? each.field,
    })),
  });
  return (
    <>
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <FormProblems problems={problems} />
        {!provider && <KindSelect kind={kind} onChange={setKind} />}
        <ProviderFields key={kind} kind={kind} provider={provider} field={field} />
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            {provider ? 'Save' : 'Add, turned off'}
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </form>
      {asking}
    </>
  );
}

const KindSelect = ({ kind, onChange }: { kind: Provider['kind']; onChange: (kind: Provider['kind']) => void }) => (
  <NativeSelect
    label="Provider"
    description={KINDS[kind].where}
    value={kind}
    data={Object.entries(KINDS).map(([value, { label }]) => ({ value, label }))}
    onChange={(event) => onChange(event.currentTarget.value as Provider['kind'])}
    data-autofocus
  />
);

interface FieldsProps {
  kind: Provider['kind'];
  provider: Provider | null;
  field: (id: string) => { id: string; name: string; error: string | undefined };
}

const ProviderFields = ({ kind, provider, field }: FieldsProps): ReactNode => (
  <>
    <TextInput
      {...field('providerLabel')}
      label="Name on the button: Sign in with …"
      maxLength={60}
      defaultValue={provider?.label ?? KINDS[kind].button}
      autoComplete="off"
    />
    {kind !== 'google' && <IssuerField kind={kind} provider={provider} field={field} />}
    <TextInput
      {...field('clientId')}
      label={kind === 'microsoft' ? 'Application (client) id' : 'Client id'}
      defaultValue={provider?.clientId}
      maxLength={300}
      autoComplete="off"
    />
    <PasswordInput
      {...field('clientSecret')}
      label="Client secret"
      description={
        provider ? 'Leave it empty to keep the one that is stored.' : 'Stored sealed, and never shown again.'
      }
      maxLength={500}
      autoComplete="off"
    />
    <Textarea
      {...field('domains')}
      label="E-mail domains that are let in"
      description="One a line. Leave out the domain of students unless students are to sign in."
      defaultValue={provider?.allowedDomains.join('\n')}
      autosize
      minRows={2}
    />
    {kind === 'oidc' && (
      <TextInput
        {...field('groupsClaim')}
        label="Claim that names groups"
        description="For rules by group. Most providers call it groups."
        defaultValue={provider?.groupsClaim ?? 'groups'}
        maxLength={64}
        autoComplete="off"
      />
    )}
  </>
);

const IssuerField = ({ kind, provider, field }: FieldsProps): ReactNode => (
  <TextInput
    {...field('issuer')}
    label={kind === 'microsoft' ? 'Directory (tenant) id' : 'Issuer'}
    description={
      kind === 'microsoft'
        ? 'Of the district’s own tenant, so that nobody of another organization is let in.'
        : 'The address that the provider calls itself by, such as https://id.district.org.'
    }
    defaultValue={provider ? issuerText(provider) : ''}
    maxLength={500}
    autoComplete="off"
  />
);
