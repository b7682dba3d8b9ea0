import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { FormProblems } from '../../../components/form-problems.js';
import { Refused } from '../../../components/refused.js';
import { Badge } from '../../../components/state-badge.js';
import { Block } from '../../../components/page.js';
import table from '../../../components/plain-table.module.css';
import { ErrorState } from '../../../components/states.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { refusedFields } from '../../../lib/form.js';
import { useSession } from '../../../lib/session.js';
import { useForm } from '../../../lib/use-form.js';
import { useProof } from '../../../lib/use-proof.js';
import { rolesQuery, type Role } from '../account-queries.js';
import admin from '../admin.module.css';
import { roleRulesQuery, type RoleRule } from './provider-queries.js';
import styles from './sign-in.module.css';

type Match = RoleRule['matches'];

const MATCHES: Record<Match, { label: string; words: (value: string) => string }> = {
  domain: { label: 'E-mail domain', words: (value) => `Everybody with an address of ${value}` },
  group: { label: 'Group of the provider', words: (value) => `Members of the group ${value}` },
  roster: { label: 'Word of the roster', words: (value) => `Who is “${value}” in the roster` },
};
/** What the form offers. */
const OFFERED: readonly Match[] = ['domain', 'group', 'roster'];
const VALUES: Record<Match, { label: string; missing: string; placeholder?: string }> = {
  domain: { label: 'Domain', missing: 'Give the domain', placeholder: 'district.org' },
  group: { label: 'Group, as the provider names it', missing: 'Give the group' },
  roster: { label: 'Word, as the roster has it', missing: 'Give the word', placeholder: 'teacher' },
};
/** Of “Where”: the sites that the roster names. */
const OWN = 'own-sites';

/** Given by two persons, never by a rule. */
const PRIVILEGES = ['account:manage', 'provider:manage'];

/** Who gets which role with a new account. */
export function RoleRules(): ReactNode {
  const { data, error, refetch } = useQuery(roleRulesQuery);
  const { data: roles = [] } = useQuery(rolesQuery);
  return (
    <Block title="Roles of new accounts">
      <p className={admin.muted}>
        Somebody whom a provider lets in and who has no account yet gets one with the roles that these rules give.
        Without a rule that fits, nobody gets an account by signing in. Accounts that exist keep their roles.
      </p>
      {!data && error ? (
        <ErrorState error={error} what="The rules" onRetry={() => void refetch()} />
      ) : (
        <Rules rules={data ?? []} roles={roles} />
      )}
      <RuleForm roles={roles.filter(({ permissions }) => !permissions.some(({ code }) => PRIVILEGES.includes(code)))} />
    </Block>
  );
}

function Rules({ rules, roles }: { rules: RoleRule[]; roles: Role[] }): ReactNode {
  const client = useQueryClient();
  const { sites } = useSession();
  const { proven, asking } = useProof();
  const { mutate, variables, isPending, error } = useMutation({
    mutationFn: (id: string) => proven(() => ask(api.DELETE('/api/v1/role-rules/{id}', { params: { path: { id } } }))),
    onSettled: () => client.invalidateQueries({ queryKey: roleRulesQuery.queryKey }),
  });
  if (rules.length === 0) return <p>No rule yet: only accounts that you add can sign in.</p>;
  const place = ({ scope, siteId }: RoleRule): string => {
    if (scope === 'own-sites') return 'at their own sites';
    return scope === 'district' ? 'everywhere' : `at ${sites.find(({ id }) => id === siteId)?.name ?? 'a closed site'}`;
  };
  return (
    <>
      <div className={`${table.scroll} ${styles.rules}`} tabIndex={0} role="region" aria-label="Rules, scrollable">
        <Refused error={error} />
        <table className={table.table}>
          <caption className="visually-hidden">Roles of new accounts</caption>
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">Gets</th>
              <th scope="col" data-align="right">
                Actions
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.id}>
                <th scope="row">{MATCHES[rule.matches].words(rule.value)}</th>
                <td>
                  {roles.find(({ code }) => code === rule.role)?.label ?? rule.role} {place(rule)}{' '}
                  {rule.void && <Badge tone="amber">Gives nothing: the role manages accounts</Badge>}
                </td>
                <td data-align="right">
                  <Button
                    variant="default"
                    size="compact-xs"
                    aria-label={`Remove the rule for ${rule.value}`}
                    loading={isPending && variables === rule.id}
                    onClick={() => mutate(rule.id)}
                  >
                    Remove
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asking}
    </>
  );
}

function RuleForm({ roles }: { roles: Role[] }): ReactNode {
  const client = useQueryClient();
  const [made, setMade] = useState(0);
  const [matches, setMatches] = useState<Match>('domain');
  const { proven, asking } = useProof();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'NewRoleRuleDto'>) => proven(() => ask(api.POST('/api/v1/role-rules', { body }))),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: roleRulesQuery.queryKey });
      setMade((count) => count + 1);
    },
  });
  const refused = refusedFields(error, 'value').map((each) => ({
    ...each,
    field: each.field === 'siteId' ? 'place' : each.field,
  }));
  const { onSubmit, problems, field } = useForm<Dto<'NewRoleRuleDto'>>({
    read: ({ value, role, place }) => ({
      body: { matches, value, role, ...placeOf(place) },
      problems: [
        ...(value ? [] : [{ field: 'value', message: VALUES[matches].missing }]),
        ...(role ? [] : [{ field: 'role', message: 'Choose a role' }]),
      ],
    }),
    send: mutate,
    refused,
  });
  return (
    <>
      <form key={made} className={admin.form} onSubmit={onSubmit} noValidate aria-label="Add a rule">
        <FormProblems problems={problems} />
        <RuleFields matches={matches} onMatches={setMatches} roles={roles} field={field} />
        <Button type="submit" variant="default" loading={isPending}>
          Add the rule
        </Button>
      </form>
      {asking}
    </>
  );
}

const placeOf = (place: string): Pick<Dto<'NewRoleRuleDto'>, 'scope' | 'siteId'> =>
  place === OWN ? { scope: OWN, siteId: null } : { scope: place ? 'site' : 'district', siteId: place || null };

interface RuleFieldsProps {
  matches: Match;
  onMatches: (matches: Match) => void;
  roles: Role[];
  field: (id: string) => { id: string; name: string; error: string | undefined };
}

function RuleFields({ matches, onMatches, roles, field }: RuleFieldsProps): ReactNode {
  const { sites } = useSession();
  return (
    <div className={styles.ruleForm}>
      <NativeSelect
        label="Who"
        value={matches}
        data={OFFERED.map((value) => ({ value, label: MATCHES[value].label }))}
        onChange={(event) => onMatches(event.currentTarget.value as Match)}
      />
      <TextInput
        {...field('value')}
        label={VALUES[matches].label}
        placeholder={VALUES[matches].placeholder}
        maxLength={253}
        autoComplete="off"
      />
      <NativeSelect
        {...field('role')}
        label="Role"
        data={[{ value: '', label: 'Choose a role' }, ...roles.map(({ code, label }) => ({ value: code, label }))]}
      />
      <NativeSelect
        {...field('place')}
        label="Where"
        data={[
          ...(matches === 'roster' ? [{ value: OWN, label: 'Their sites of the roster' }] : []),
          { value: '', label: 'Whole district' },
          ...sites.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` })),
        ]}
      />
    </div>
  );
}
