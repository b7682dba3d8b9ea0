import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { isDay } from '@app/kernel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { formValues, refusedFields } from '../../lib/form.js';
import styles from './standards.module.css';

/** A decision that was made. It is not changed afterwards: another one follows it. */
export function DecisionForm({ modelId, onClose }: { modelId: string; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'NewDecisionDto'>) =>
      ask(api.POST('/api/v1/models/{id}/decisions', { params: { path: { id: modelId } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['models', 'decisions', modelId] });
      void client.invalidateQueries({ queryKey: ['standards'] });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { decision, decidedOn, decidedBy, note } = formValues(event.currentTarget);
    const wrong: FieldProblem[] = [
      ...(isDay(decidedOn) ? [] : [{ field: 'decidedOn', message: 'Give the day of the decision' }]),
      ...(decidedBy ? [] : [{ field: 'decidedBy', message: 'Say who decided' }]),
    ];
    setProblems(wrong);
    if (wrong.length === 0)
      mutate({ decision: decision as Dto<'ModelDecision'>, decidedOn, decidedBy, note: note || null });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'decidedOn');
  const errorOf = (field: string): string | undefined => shown.find((each) => each.field === field)?.message;
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label="Record a decision">
      <FormProblems problems={shown} />
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
