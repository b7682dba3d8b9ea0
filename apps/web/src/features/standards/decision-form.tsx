import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { isDay } from '@app/kernel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { useForm } from '../../lib/use-form.js';
import styles from './standards.module.css';

/** A decision that was made. It is not changed afterwards: another one follows it. */
export function DecisionForm({ modelId, onClose }: { modelId: string; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'NewDecisionDto'>) =>
      ask(api.POST('/api/v1/models/{id}/decisions', { params: { path: { id: modelId } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['models', 'decisions', modelId] });
      void client.invalidateQueries({ queryKey: ['standards'] });
      onClose();
    },
  });
  const { onSubmit, problems, errorOf } = useForm<Dto<'NewDecisionDto'>>({
    read: ({ decision, decidedOn, decidedBy, note }) => ({
      body: { decision: decision as Dto<'ModelDecision'>, decidedOn, decidedBy, note: note || null },
      problems: [
        ...(isDay(decidedOn) ? [] : [{ field: 'decidedOn', message: 'Give the day of the decision' }]),
        ...(decidedBy ? [] : [{ field: 'decidedBy', message: 'Say who decided' }]),
      ],
    }),
    send: mutate,
    refused: refusedFields(error, 'decidedOn'),
  });
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate aria-label="Record a decision">
      <FormProblems problems={problems} />
      <NativeSelect
        name="decision"
        label="Decision"
        data={[
          { value: 'approved', label: 'Approved' },
          { value: 'not-approved', label: 'Not approved' },
        ]}
      />
      <TextInput id="decidedOn" name="decidedOn" type="date" label="On" error={errorOf('decidedOn')} />
      <TextInput
        id="decidedBy"
        name="decidedBy"
        label="By"
        maxLength={120}
        defaultValue="Technology committee"
        error={errorOf('decidedBy')}
      />
      <Textarea name="note" label="Note" maxLength={1000} autosize minRows={2} />
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={isPending}>
          Record
        </Button>
        <Button variant="default" size="xs" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
