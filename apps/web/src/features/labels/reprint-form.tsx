import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Panel } from '../../components/panel.js';
import type { Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { useForm, type ReadForm } from '../../lib/use-form.js';
import { wholeOf } from './choice.rules.js';
import { printersQuery } from './label-queries.js';
import type { LabelRun } from './label-words.js';
import styles from './run.module.css';
import { CutQuestion } from './off-page.js';
import { spansOf } from './span.rules.js';
import { useReprint } from './use-reprint.js';

type Body = Dto<'ReprintLabelsDto'>;

const readReprint =
  (run: LabelRun) =>
  ({ spans, startAt = '1', copies = '1', printerId }: Record<string, string>): ReadForm<Body> => {
    const places = run.stock.columns * run.stock.rows;
    const [found, place, many] = [spansOf(spans, run.items), wholeOf(startAt, places), wholeOf(copies, 50)];
    return {
      body: {
        spans: found ?? [],
        startAt: place || 1,
        copies: many || 1,
        printerId: printerId === 'none' ? null : printerId,
      },
      problems: [
        ...(found ? [] : [{ field: 'spans', message: `Write which labels, such as 17-24, from 1 to ${run.items}` }]),
        ...(place ? [] : [{ field: 'startAt', message: `Write the place of the first label, from 1 to ${places}` }]),
        ...(many ? [] : [{ field: 'copies', message: 'Write how many copies, from 1 to 50' }]),
      ],
    };
  };

const NUMBER = { inputMode: 'numeric', autoComplete: 'off' } as const;

/** A jam: some of the labels again, as a run of their own. */
export function ReprintForm({ run, onClose }: { run: LabelRun; onClose: () => void }): ReactNode {
  const { send, isPending, error, cut } = useReprint(run);
  const { onSubmit, problems, field } = useForm({
    read: readReprint(run),
    send,
    refused: cut
      ? cut.asked
      : refusedFields(error, 'spans', undefined, { spans: 'Labels', startAt: 'Start at place', copies: 'Copies' }),
  });
  return (
    <Panel title="Print some again" onClose={onClose}>
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <FormProblems problems={problems} />
        <ReprintFields run={run} field={field} />
        <p className={styles.help}>Throw the spoilt ones away: two labels with one code must not be about.</p>
        {cut && <CutQuestion {...cut} medium={run.stock.medium} />}
        <div>
          <Button type="submit" loading={isPending}>
            Make them
          </Button>
        </div>
      </form>
    </Panel>
  );
}

interface ReprintFieldsProps {
  run: LabelRun;
  field: ReturnType<typeof useForm<Body>>['field'];
}

function ReprintFields({ run, field }: ReprintFieldsProps): ReactNode {
  const { data: printers = [] } = useQuery(printersQuery(run.site.id));
  const sheet = run.stock.columns * run.stock.rows > 1 && run.stock.onlyFor === null;
  return (
    <div className={styles.fields}>
      <TextInput
        {...field('spans')}
        data-autofocus
        label="Labels"
        placeholder="17-24, 30"
        description={`By their numbers, 1 to ${run.items.toLocaleString('en-US')}`}
        autoComplete="off"
      />
      {sheet && (
        <TextInput
          {...field('startAt')}
          label="Start at place"
          description="Of the page you put in"
          {...NUMBER}
          maxLength={4}
          defaultValue="1"
        />
      )}
      {run.stock.onlyFor === null && (
        <TextInput
          {...field('copies')}
          label="Copies of each"
          description="1 to 50"
          {...NUMBER}
          maxLength={2}
          defaultValue="1"
        />
      )}
      <NativeSelect
        key={printers.length}
        {...field('printerId')}
        label="Printer"
        description={`On ${run.stock.name}`}
        defaultValue={run.printer?.id ?? 'none'}
        data={[
          { value: 'none', label: 'Any, true to size' },
          ...printers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  );
}
