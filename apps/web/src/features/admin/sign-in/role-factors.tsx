import { Button, Switch } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Block } from '../../../components/page.js';
import { Refused } from '../../../components/refused.js';
import { ErrorState } from '../../../components/states.js';
import { api, ask } from '../../../lib/api.js';
import { sessionQuery } from '../../../lib/session.js';
import { useProof } from '../../../lib/use-proof.js';
import { rolesQuery, type Role } from '../account-queries.js';
import admin from '../admin.module.css';
import styles from './sign-in.module.css';

/** Which roles give nothing without a second factor. */
export function RoleFactors(): ReactNode {
  const { data, error, refetch } = useQuery(rolesQuery);
  return (
    <Block title="Second factor">
      <p className={admin.muted}>
        A role that is on gives nothing until the account has set up an authenticator app. Whoever is signed in without
        one is asked for it at once.
      </p>
      {!data && error && <ErrorState error={error} what="The roles" onRetry={() => void refetch()} />}
      {data && <Switches roles={data} />}
    </Block>
  );
}

interface Wish {
  role: Role;
  secondFactor: boolean;
}

function Switches({ roles }: { roles: Role[] }): ReactNode {
  const client = useQueryClient();
  const { proven, asking } = useProof();
  const [asked, setAsked] = useState<Role | null>(null);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ role: { id, version }, secondFactor }: Wish) =>
      proven(() =>
        ask(api.PUT('/api/v1/roles/{id}/second-factor', { params: { path: { id } }, body: { version, secondFactor } })),
      ),
    // The rights of whoever switched may be others by now.
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    onSettled: () => client.invalidateQueries({ queryKey: rolesQuery.queryKey }),
  });
  const set = (role: Role, secondFactor: boolean): void => {
    if (isPending) return;
    reset();
    const strips = secondFactor && role.holdersWithoutFactor > 0;
    setAsked(strips ? role : null);
    if (!strips) mutate({ role, secondFactor });
  };
  const confirm = (role: Role): void => {
    setAsked(null);
    mutate({ role, secondFactor: true });
  };
  return (
    <div className={admin.stack}>
      <ul className={styles.factors} aria-label="Roles that ask for a second factor">
        {roles.map((role) => (
          <li key={role.id}>
            {role.secondFactor && role.factorKeptFor ? (
              <Kept role={role} why={WHY[role.factorKeptFor]} />
            ) : (
              <Switch
                label={role.label}
                description={holdersOf(role)}
                checked={role.secondFactor}
                onChange={(event) => set(role, event.currentTarget.checked)}
              />
            )}
            {asked?.id === role.id && (
              <Confirm role={role} onConfirm={() => confirm(role)} onCancel={() => setAsked(null)} />
            )}
          </li>
        ))}
      </ul>
      {asking}
      <Refused error={error} />
    </div>
  );
}

/** No switch: there is nothing to choose. */
const Kept = ({ role, why }: { role: Role; why: string }): ReactNode => (
  <div className={styles.kept}>
    <IconLock size={20} aria-hidden />
    <div>
      {role.label}
      <p>
        {why} {holdersOf(role)}
      </p>
    </div>
  </div>
);

interface ConfirmProps {
  role: Role;
  onConfirm: () => void;
  onCancel: () => void;
}

const Confirm = ({ role, onConfirm, onCancel }: ConfirmProps): ReactNode => (
  <section className={admin.inset} aria-label={`Ask ${role.label} for a second factor?`}>
    <p className={admin.plain}>
      {people(role.holdersWithoutFactor)} with this role {role.holdersWithoutFactor === 1 ? 'has' : 'have'} none yet and
      can do nothing until it is set up, also at a station in use now.
    </p>
    <div className={admin.buttons}>
      <Button autoFocus onClick={onConfirm}>
        Switch on
      </Button>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  </section>
);

const WHY = {
  accounts: 'Always on: who manages accounts could become anybody.',
  money: 'Always on: finance approves what is written off.',
} as const;

const people = (count: number): string => (count === 1 ? '1 person' : `${count.toLocaleString('en-US')} people`);

const holdersOf = ({ holders, holdersWithoutFactor }: Role): string =>
  holders === 0 ? 'Nobody has it.' : `${people(holders)}, ${holdersWithoutFactor.toLocaleString('en-US')} without one.`;
