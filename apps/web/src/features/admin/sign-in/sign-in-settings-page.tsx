import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Block, Page } from '../../../components/page.js';
import { Panel } from '../../../components/panel.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../../components/states.js';
import admin from '../admin.module.css';
import { ProviderCard } from './provider-card.js';
import { ProviderForm } from './provider-form.js';
import { providersQuery, type Provider } from './provider-queries.js';
import { RoleFactors } from './role-factors.js';
import { RoleRules } from './role-rules.js';
import { SignInPolicy } from './sign-in-policy.js';
import styles from './sign-in.module.css';

/** How people of the district sign in: providers, the domains they may let in, the roles of newcomers. */
export function SignInSettingsPage(): ReactNode {
  const { data, error, refetch } = useQuery(providersQuery);
  const [open, setOpen] = useState<Provider | 'new' | null>(null);
  if (!data && error) return <ErrorState page error={error} what="The providers" onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  const close = (): void => setOpen(null);
  return (
    <Page
      title="Sign-in"
      lead="People sign in with the district’s Google or Microsoft account, or another provider of OpenID Connect. Who may use a password beside it is said below."
      actions={
        open === null && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
            Provider
          </Button>
        )
      }
    >
      {open !== null && (
        <Panel
          key={open === 'new' ? 'new' : open.id}
          title={open === 'new' ? 'Add a provider' : `Change ${open.label}`}
          onClose={close}
        >
          <div className={styles.setUp}>
            <RedirectAddress address={data.redirectAddress} />
            <ProviderForm
              provider={open === 'new' ? null : (data.items.find(({ id }) => id === open.id) ?? open)}
              onSaved={close}
              onCancel={close}
            />
          </div>
        </Panel>
      )}
      {data.items.length === 0 && open === null && (
        <Block title="Providers">
          <EmptyState title="No provider yet">
            Until there is one, everybody signs in with an e-mail address and a password.
          </EmptyState>
        </Block>
      )}
      <div className={admin.blocks}>
        {data.items.map((provider) => (
          <ProviderCard key={provider.id} provider={provider} onEdit={() => setOpen(provider)} />
        ))}
      </div>
      <SignInPolicy />
      <RoleFactors />
      <RoleRules />
    </Page>
  );
}

/** The one thing that the provider has to know of us. */
function RedirectAddress({ address }: { address: string }): ReactNode {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <div className={styles.redirect}>
      <TextInput
        label="Redirect address: enter it in the provider’s console"
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" onClick={copy}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
      <span role="status" className="visually-hidden">
        {copied && 'Copied'}
      </span>
    </div>
  );
}
