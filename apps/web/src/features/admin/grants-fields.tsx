import { Button, CloseButton, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FieldProblem } from '../../components/form-problems.js';
import { useSession } from '../../lib/session.js';
import type { Role } from './account-queries.js';
import styles from './admin.module.css';
import { newRow, type GrantRow } from './grants.js';

interface GrantsFieldsProps {
  rows: GrantRow[];
  roles: Role[];
  problems: FieldProblem[];
  onChange: (rows: GrantRow[]) => void;
}

/** Roles, each at one site or in the whole district. */
export function GrantsFields({ rows, roles, problems, onChange }: GrantsFieldsProps): ReactNode {
  const { sites } = useSession();
  const set = (key: string, change: Partial<GrantRow>): void =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const places = [
    { value: '', label: 'Whole district' },
    ...sites.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` })),
  ];
  const choices = [{ value: '', label: 'Choose a role' }, ...roles.map(({ code, label }) => ({ value: code, label }))];
  return (
    <fieldset className={styles.grants}>
      <legend>Roles</legend>
      {rows.length === 0 && <p className={styles.muted}>No role: the account can sign in and do nothing.</p>}
      <ul>
        {rows.map(({ key, role, siteId }, index) => (
          <li key={key}>
            <NativeSelect
              id={key}
              aria-label={`Role ${index + 1}`}
              value={role}
              data={choices}
              error={problems.find(({ field }) => field === key)?.message}
              onChange={(event) => set(key, { role: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label={`Where role ${index + 1} holds`}
              value={siteId}
              data={places}
              onChange={(event) => set(key, { siteId: event.currentTarget.value })}
            />
            <CloseButton
              size="lg"
              aria-label={`Take role ${index + 1} away`}
              onClick={() => onChange(rows.filter((row) => row.key !== key))}
            />
          </li>
        ))}
      </ul>
      <div className={styles.grantsFoot}>
        <Button
          id="add-role"
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...rows, newRow('', sites.length === 1 ? sites[0].id : '')])}
        >
          Add a role
        </Button>
      </div>
    </fieldset>
  );
}
