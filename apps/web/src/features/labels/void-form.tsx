import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Block } from '../../components/page.js';
import { api, ask } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { useForm, type ReadForm } from '../../lib/use-form.js';
import { runQuery } from './label-queries.js';
import type { LabelRun } from './label-words.js';
import styles from './run.module.css';

const readVoid = ({ reason }: Record<string, string>): ReadForm<{ reason: string }> => ({
  body: { reason },
  problems: reason ? [] : [{ field: 'reason', message: 'Say why these labels are not to be used' }],
});

/** Marks the run: it cannot be taken back, so it asks for a reason first. */
export function VoidForm({ run }: { run: LabelRun }): ReactNode {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: { reason: string }) =>
      ask(api.POST('/api/v1/label-runs/{id}/void', { params: { path: { id: run.id } }, body })),
    onSuccess: async (changed) => {
      client.setQueryData(runQuery(run.id).queryKey, changed);
      await client.invalidateQueries({ queryKey: ['label-runs'] });
    },
  });
  const { onSubmit, problems, field } = useForm({
    read: readVoid,
    send: mutate,
    refused: refusedFields(error, 'reason'),
  });
  return (
    <Block title="Not to be used">
      {open ? (
        <form className={styles.form} onSubmit={onSubmit} noValidate>
          <FormProblems problems={problems} />
          <TextInput
            {...field('reason')}
            autoFocus
            label="Why"
            placeholder="Printed on the wrong stock"
            description="It stays in the list as void and is not counted as printed before."
            maxLength={200}
            autoComplete="off"
          />
          <div className={styles.buttons}>
            <Button type="submit" color="red" loading={isPending}>
              Void this run
            </Button>
            <Button variant="default" onClick={() => setOpen(false)}>
              Cancel
            </Button>
          </div>
        </form>
      ) : (
        <>
          <p className={styles.help}>
            For labels that were spoilt or thrown away.
            {run.kind === 'tag-range' && ' Their numbers are not given out again.'}
          </p>
          <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
            Void this run…
          </Button>
        </>
      )}
    </Block>
  );
}
