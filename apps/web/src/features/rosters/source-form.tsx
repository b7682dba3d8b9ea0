import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, problemOf } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { useForm } from '../../lib/use-form.js';
import { numberChoices } from './number-field.js';
import { ROSTERS, type Source } from './roster-queries.js';
import { say as rosterSay } from './roster-words.js';
import styles from './rosters.module.css';
import { readSource, type SourceBody } from './source-read.js';
import { codeOf, say } from './source-words.js';

/** Fields of the request as the form calls them. */
const FIELDS: Record<string, string> = { withdrawLimitPercent: 'limit' };

function refused(error: unknown): FieldProblem[] {
  if (error && problemOf(error).code === 'roster.source-code-taken') return [{ field: 'code', message: say('taken') }];
  return refusedFields(error, 'name', say('conflict')).map(({ field, message }) => ({
    field: FIELDS[field] ?? field,
    message,
  }));
}

interface SourceFormProps {
  /** `null`: a new one. */
  source: Source | null;
  onSaved: (source: Source) => void;
}

function useSaveSource(source: Source | null, onSaved: (source: Source) => void) {
  const client = useQueryClient();
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ROSTERS });
  return useMutation({
    mutationFn: ({ code, active, ...body }: SourceBody): Promise<Source> =>
      source
        ? ask(
            api.PATCH('/api/v1/roster-sources/{id}', {
              params: { path: { id: source.id } },
              body: { version: source.version, ...body, active },
            }),
          )
        : ask(api.POST('/api/v1/roster-sources', { body: { code, ...body } })),
    onSuccess: async (saved) => {
      await again();
      onSaved(saved);
    },
    onError: (problem) => {
      if (problemOf(problem).status === 409) void again();
    },
  });
}

export function SourceForm({ source, onSaved }: SourceFormProps): ReactNode {
  const { mutate, isPending, error } = useSaveSource(source, onSaved);
  const { onSubmit, problems, field } = useForm({
    read: readSource(source === null),
    send: mutate,
    refused: refused(error),
  });
  return (
    <form className={`${styles.form} ${styles.fields}`} onSubmit={onSubmit} noValidate>
      <FormProblems problems={problems} />
      <Names source={source} about={field} />
      <NativeSelect
        {...field('numberField')}
        label={say('number')}
        description={say('number.help')}
        defaultValue={source?.numberField ?? ''}
        data={numberChoices(source ?? { numberField: null, numberWhy: null })}
      />
      <TextInput
        {...field('limit')}
        label={say('limit')}
        description={say('limit.help')}
        inputMode="numeric"
        maxLength={3}
        autoComplete="off"
        defaultValue={source?.withdrawLimitPercent ?? 10}
      />
      <Checkbox
        {...field('watched')}
        value="yes"
        label={say('watched')}
        description={say('watched.help')}
        defaultChecked={source?.watched}
      />
      {source && (
        <Checkbox
          {...field('active')}
          value="yes"
          label={say('active')}
          description={say('active.help')}
          defaultChecked={source.active}
        />
      )}
      <Button type="submit" loading={isPending}>
        {source ? rosterSay('save') : say('new')}
      </Button>
    </form>
  );
}

interface NamesProps {
  source: Source | null;
  about: (id: string) => { id: string; name: string; error: string | undefined };
}

/** The code of a new source follows its name until somebody types one. */
function Names({ source, about }: NamesProps): ReactNode {
  const [code, setCode] = useState<string | null>(null);
  const [name, setName] = useState('');
  return (
    <>
      <TextInput
        {...about('name')}
        label={say('name')}
        maxLength={100}
        autoComplete="off"
        defaultValue={source?.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {!source && (
        <TextInput
          {...about('code')}
          label={say('code')}
          description={say('code.help')}
          maxLength={40}
          autoComplete="off"
          value={code ?? codeOf(name)}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
    </>
  );
}
