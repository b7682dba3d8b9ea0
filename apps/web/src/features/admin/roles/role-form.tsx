import { permissionGroups } from '@app/kernel';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../../components/form-problems.js';
import { api, ask, problemOf, type Dto } from '../../../lib/api.js';
import { refusedFields } from '../../../lib/form.js';
import { useProof } from '../../../lib/use-proof.js';
import { allRolesQuery } from '../account-queries.js';
import styles from '../admin.module.css';
import rights from './roles.module.css';
import { Saved } from '../saved.js';

const CONFLICT =
  'Somebody else changed this role meanwhile. What you chose is kept: save again to put it in the place of theirs.';

interface RoleFormProps {
  /** `null`: a new one. */
  role: Dto<'RoleDto'> | null;
  /** What a new one begins with. */
  like: Dto<'RoleDto'> | null;
  permissions: Dto<'PermissionDto'>[];
  onSaved: (role: Dto<'RoleDto'>) => void;
}

/** Makes a role, or changes it; a conflict loads it again. */
function useSaveRole(role: RoleFormProps['role'], onSaved: RoleFormProps['onSaved']) {
  const client = useQueryClient();
  const { proven, asking } = useProof();
  const save = useMutation({
    mutationFn: (body: Dto<'NewRoleDto'>) =>
      proven(() =>
        role
          ? ask(
              api.PATCH('/api/v1/roles/{id}', {
                params: { path: { id: role.id } },
                body: { version: role.version, ...body },
              }),
            )
          : ask(api.POST('/api/v1/roles', { body })),
      ),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: allRolesQuery.queryKey });
      onSaved(saved);
    },
    onError: (refused) => {
      if (problemOf(refused).status === 409) void client.invalidateQueries({ queryKey: allRolesQuery.queryKey });
    },
  });
  return { ...save, asking };
}

/** The name of a role and its permissions, each as a sentence. */
export function RoleForm({ role, like, permissions, onSaved }: RoleFormProps): ReactNode {
  const [label, setLabel] = useState(role?.label ?? (like ? `${like.label} (copy)` : ''));
  const [chosen, setChosen] = useState(() => new Set((role ?? like)?.permissions.map(({ code }) => code)));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, isSuccess, error, reset, asking } = useSaveRole(role, onSaved);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = label.trim() ? [] : [{ field: 'label', message: 'Give the role a name' }];
    setProblems(wrong);
    if (wrong.length === 0) mutate({ label: label.trim(), permissions: [...chosen] });
  };
  const toggle = (code: string, on: boolean): void => {
    if (isSuccess) reset();
    const next = new Set(chosen);
    if (on) next.add(code);
    else next.delete(code);
    setChosen(next);
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'label', CONFLICT);
  return (
    <>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        <TextInput
          id="label"
          label="Name"
          maxLength={60}
          value={label}
          error={shown.find(({ field }) => field === 'label')?.message}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <PermissionChecks permissions={permissions} chosen={chosen} onToggle={toggle} />
        <Saved when={isSuccess && role !== null} />
        {!asking && (
          <Button type="submit" loading={isPending}>
            {role ? 'Save' : 'Make the role'}
          </Button>
        )}
      </form>
      {asking}
    </>
  );
}

interface PermissionChecksProps {
  permissions: Dto<'PermissionDto'>[];
  chosen: ReadonlySet<string>;
  onToggle: (code: string, on: boolean) => void;
}

const PermissionChecks = ({ permissions, chosen, onToggle }: PermissionChecksProps): ReactNode => (
  <div className={rights.permissions}>
    {permissionGroups(permissions).map((group) => (
      <fieldset key={group.label}>
        <legend>{group.label}</legend>
        {group.permissions.map(({ code, label }) => (
          <Checkbox
            key={code}
            size="sm"
            label={label}
            checked={chosen.has(code)}
            onChange={(event) => onToggle(code, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
    ))}
  </div>
);
