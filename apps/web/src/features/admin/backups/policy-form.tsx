import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormProblems } from '../../../components/form-problems.js';
import { api, ask, problemOf, type Dto } from '../../../lib/api.js';
import { backupsQuery, type Backups } from '../../../lib/backup-queries.js';
import { refusedFields } from '../../../lib/form.js';
import { useForm, type ReadForm } from '../../../lib/use-form.js';
import admin from '../admin.module.css';
import { Saved } from '../saved.js';
import { hourText } from './hours.js';

type Edit = Dto<'EditBackupPolicyDto'>;

const CONFLICT = 'Somebody else changed it meanwhile. Look at what they entered, then save again.';
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourText(hour) }));

const read =
  (version: number) =>
  (values: Record<string, string>): ReadForm<Edit> => {
    const [keepNewest, keepMonths, proveDays] = [values.keepNewest, values.keepMonths, values.proveDays].map(Number);
    const wrong = (field: string, value: number, least: number, most: number) =>
      Number.isInteger(value) && value >= least && value <= most
        ? []
        : [{ field, message: `Give a whole number from ${least} to ${most}` }];
    return {
      body: { hour: Number(values.hour), keepNewest, keepMonths, proveDays, version },
      problems: [
        ...wrong('keepNewest', keepNewest, 2, 365),
        ...wrong('keepMonths', keepMonths, 0, 120),
        ...wrong('proveDays', proveDays, 0, 365),
      ],
    };
  };

/** When, and how many stay. */
export function BackupPolicyForm({ policy }: { policy: Backups['policy'] }): ReactNode {
  const client = useQueryClient();
  const { mutate, isPending, error, isSuccess } = useMutation({
    mutationFn: (body: Edit) => ask(api.PUT('/api/v1/backup-policy', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: backupsQuery.queryKey }),
    onError: (refused) => {
      if (problemOf(refused).status === 409) void client.invalidateQueries({ queryKey: backupsQuery.queryKey });
    },
  });
  const form = useForm({ read: read(policy.version), send: mutate, refused: refusedFields(error, 'hour', CONFLICT) });
  return (
    <form className={admin.form} onSubmit={form.onSubmit} noValidate aria-label="Every night">
      <FormProblems problems={form.problems} />
      <NativeSelect label="Begins at" data={HOURS} defaultValue={String(policy.hour)} {...form.field('hour')} />
      <NumberInput
        hideControls
        label="Newest backups kept"
        min={2}
        max={365}
        allowDecimal={false}
        clampBehavior="none"
        defaultValue={policy.keepNewest}
        {...form.field('keepNewest')}
      />
      <NumberInput
        hideControls
        label="Months of which the first one is kept"
        min={0}
        max={120}
        allowDecimal={false}
        clampBehavior="none"
        defaultValue={policy.keepMonths}
        {...form.field('keepMonths')}
      />
      <NumberInput
        hideControls
        label="Days from one proof to the next"
        description="After the nightly backup it is restored aside, compared and thrown away; 0: never"
        min={0}
        max={365}
        allowDecimal={false}
        clampBehavior="none"
        defaultValue={policy.proveDays}
        {...form.field('proveDays')}
      />
      <Button type="submit" variant="default" loading={isPending}>
        Save
      </Button>
      <Saved when={isSuccess && !isPending} />
    </form>
  );
}
