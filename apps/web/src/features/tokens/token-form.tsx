import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { addDays, isDay, newId } from '@app/kernel';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { useSession } from '../../lib/session.js';
import { todayIn } from '../../lib/time.js';
import { useForm } from '../../lib/use-form.js';
import { useProof } from '../../lib/use-proof.js';
import { usePermissionWords } from './permission-words.js';
import styles from './tokens.module.css';

/** Never for a program. */
const NEVER = ['account:manage', 'token:make'];

interface TokenFormProps {
  onMade: (token: Dto<'MadeTokenDto'>) => void;
  onCancel: () => void;
}

/** What a program may do, where, and until when. */
export function TokenForm({ onMade, onCancel }: TokenFormProps): ReactNode {
  const { sites, district } = useSession();
  const [id] = useState(newId);
  const [chosen, setChosen] = useState<string[]>([]);
  const { proven, asking } = useProof();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'NewTokenDto'>) => proven(() => ask(api.POST('/api/v1/tokens', { body }))),
    onSuccess: onMade,
  });
  const today = todayIn(district.timeZone);
  const { onSubmit, problems, errorOf } = useForm<Dto<'NewTokenDto'>>({
    read: ({ name, site, expiresOn }) => ({
      body: { id, name, permissions: chosen, siteIds: site ? [site] : null, expiresOn },
      problems: [
        ...(name ? [] : [{ field: 'name', message: 'Say what the token is for' }]),
        ...(chosen.length > 0 ? [] : [{ field: 'permissions', message: 'Choose what the program may do' }]),
        ...(isDay(expiresOn) ? [] : [{ field: 'expiresOn', message: 'Give the last day, within a year' }]),
      ],
    }),
    send: mutate,
    refused: refusedFields(error, 'name'),
  });
  return (
    <>
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <FormProblems problems={problems} />
        <TextInput id="name" name="name" label="What it is for" maxLength={80} error={errorOf('name')} data-autofocus />
        <Permissions chosen={chosen} error={errorOf('permissions')} onChange={setChosen} />
        <NativeSelect
          id="siteIds"
          name="site"
          label="Where"
          error={errorOf('siteIds')}
          data={[
            { value: '', label: 'Wherever I may do it' },
            ...sites.map((site) => ({ value: site.id, label: `${site.code} · ${site.name}` })),
          ]}
        />
        <TextInput
          id="expiresOn"
          name="expiresOn"
          type="date"
          label="Last day"
          description="Within a year. It ends at midnight, UTC."
          min={today}
          max={addDays(today, 365)}
          defaultValue={addDays(today, 90)}
          error={errorOf('expiresOn')}
        />
        {!asking && <Buttons busy={isPending} onCancel={onCancel} />}
      </form>
      {asking}
    </>
  );
}

const Buttons = ({ busy, onCancel }: { busy: boolean; onCancel: () => void }): ReactNode => (
  <div className={styles.buttons}>
    <Button type="submit" loading={busy}>
      Make the token
    </Button>
    <Button variant="default" onClick={onCancel}>
      Cancel
    </Button>
  </div>
);

interface PermissionsProps {
  chosen: string[];
  error: string | undefined;
  onChange: (chosen: string[]) => void;
}

/** One's own permissions. */
function Permissions({ chosen, error, onChange }: PermissionsProps): ReactNode {
  const { permissions } = useSession();
  const wordsOf = usePermissionWords();
  const own = Object.keys(permissions)
    .filter((code) => !NEVER.includes(code))
    .sort();
  return (
    <fieldset className={styles.permissions} id="permissions" tabIndex={-1}>
      <legend>What the program may do</legend>
      {error && <p className={styles.error}>{error}</p>}
      <div className={styles.checks}>
        {own.map((code) => (
          <Checkbox
            key={code}
            size="sm"
            label={wordsOf(code)}
            checked={chosen.includes(code)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, code] : chosen.filter((other) => other !== code))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
