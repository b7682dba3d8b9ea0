import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Facts } from '../../../components/facts.js';
import { Badge } from '../../../components/state-badge.js';
import { Block } from '../../../components/page.js';
import { Refused } from '../../../components/refused.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { useProof } from '../../../lib/use-proof.js';
import admin from '../admin.module.css';
import { KINDS } from './provider-fields.js';
import { editProvider, removeProvider, useSaveProvider, type Provider } from './provider-queries.js';
import styles from './sign-in.module.css';

/** One provider: how it is set up, whether it works, whether people may use it. */
export function ProviderCard({ provider, onEdit }: { provider: Provider; onEdit: () => void }): ReactNode {
  const { id, label, kind, issuer, clientId, allowedDomains, enabled, accounts, version } = provider;
  const { proven, asking } = useProof();
  const turn = useSaveProvider<boolean>((on) => proven(() => editProvider(id, { version, enabled: on })));
  const test = useMutation({
    mutationFn: () =>
      ask<Dto<'ProviderTestDto'>>(api.POST('/api/v1/identity-providers/{id}/test', { params: { path: { id } } })),
  });
  const remove = useSaveProvider<void, unknown>(() => proven(() => removeProvider(id)));
  const refused = turn.error ?? test.error ?? remove.error;
  return (
    <Block title={label} actions={<Badge tone={enabled ? 'green' : 'grey'}>{enabled ? 'On' : 'Off'}</Badge>}>
      <Facts
        rows={[
          ['Kind', KINDS[kind].label],
          ['Issuer', issuer],
          ['Client id', clientId],
          ['Lets in', allowedDomains.join(', ')],
          ['Linked', linkedWords(accounts)],
        ]}
      />
      <Refused error={refused} />
      {asking}
      <div role="status">{test.data && <TestResult result={test.data} />}</div>
      <div className={`${admin.buttons} ${styles.actions}`}>
        <Button variant="default" aria-label={`Test ${label}`} loading={test.isPending} onClick={() => test.mutate()}>
          Test
        </Button>
        <Button variant="default" aria-label={`Change ${label}`} onClick={onEdit}>
          Change
        </Button>
        <Button
          variant={enabled ? 'default' : 'filled'}
          aria-label={`Turn ${enabled ? 'off' : 'on'} ${label}`}
          loading={turn.isPending}
          onClick={() => turn.mutate(!enabled)}
        >
          {enabled ? 'Turn off' : 'Turn on'}
        </Button>
        {accounts === 0 && <Remove label={label} busy={remove.isPending} onRemove={() => remove.mutate()} />}
      </div>
    </Block>
  );
}

/** Who signed in with it is known by it. */
const linkedWords = (accounts: number): string =>
  accounts === 0
    ? 'No account yet'
    : `${accounts === 1 ? '1 account' : `${accounts.toLocaleString('en-US')} accounts`}: it can be turned off, not removed`;

/** Its secret goes too: asked twice. */
function Remove({ label, busy, onRemove }: { label: string; busy: boolean; onRemove: () => void }): ReactNode {
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <Button variant="default" aria-label={`Remove ${label}`} onClick={() => setAsked(true)}>
        Remove
      </Button>
    );
  return (
    <>
      <Button color="red" aria-label={`Remove ${label} for good`} loading={busy} autoFocus onClick={onRemove}>
        Remove for good
      </Button>
      <Button variant="default" aria-label={`Keep ${label}`} onClick={() => setAsked(false)}>
        Keep
      </Button>
    </>
  );
}

const STEPS: Record<Dto<'ProviderTestStepDto'>['step'], string> = {
  discovery: 'Description',
  endpoints: 'Addresses',
  keys: 'Signing keys',
  client: 'Client id and secret',
  groups: 'Groups',
};

/** Step by step, up to the first that failed. */
const TestResult = ({ result }: { result: Dto<'ProviderTestDto'> }): ReactNode => (
  <section className={styles.result} data-passed={result.passed} aria-label="What the test found">
    <h3>{result.passed ? 'It works. Sign in with it once before you tell anybody.' : 'Something is wrong'}</h3>
    <ul>
      {result.steps.map(({ step, passed, words }) => (
        <li key={step} data-passed={passed}>
          {passed ? (
            <IconCircleCheck size={20} role="img" aria-label="Right" />
          ) : (
            <IconCircleX size={20} role="img" aria-label="Wrong" />
          )}
          <span>
            <strong>{STEPS[step]}:</strong> {words}
          </span>
        </li>
      ))}
    </ul>
  </section>
);
