import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Block } from '../../components/page.js';
import { api, ask } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { useForm, type ReadForm } from '../../lib/use-form.js';
import { runQuery, voidEffectsQuery } from './label-queries.js';
import { count, type LabelRun } from './label-words.js';
import styles from './run.module.css';

const readVoid = ({ reason }: Record<string, string>): ReadForm<{ reason: string }> => ({
  body: { reason },
  problems: reason ? [] : [{ field: 'reason', message: 'Say why these labels are not to be used' }],
});

/** Said before and after, and by the page of a device that gets such a tag all the same. */
export const BURNED = 'These tags are not printed as new ones again; whoever gives one to a device is warned.';

/** What goes with it: reprints, and tags that are on devices already. */
function VoidEffects({ run }: { run: LabelRun }): ReactNode {
  const { data } = useQuery(voidEffectsQuery(run.id));
  if (!data) return null;
  const { reprints, onDevices } = data;
  const more = onDevices.count - onDevices.tags.length;
  return (
    <>
      {reprints.length > 0 && (
        <div className={styles.void}>
          Voided with it, since {reprints.length === 1 ? 'it bears' : 'they bear'} the same codes:
          <ul>
            {reprints.map(({ id, positions }) => (
              <li key={id}>
                <Link to="/labels/runs/$id" params={{ id }}>
                  labels {positions} again
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      {onDevices.count > 0 && (
        <p className={styles.void}>
          {count(onDevices.count)} of these tags {onDevices.count === 1 ? 'is on a device' : 'are on devices'} already
          and stay there: <span className="mono">{onDevices.tags.join(', ')}</span>
          {more > 0 && ` and ${count(more)} more`}.
        </p>
      )}
    </>
  );
}

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
      await client.invalidateQueries({ queryKey: ['label-run'] });
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
          <VoidEffects run={run} />
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
            {run.kind === 'tag-range' && ` ${BURNED}`}
          </p>
          <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
            Void this run…
          </Button>
        </>
      )}
    </Block>
  );
}
