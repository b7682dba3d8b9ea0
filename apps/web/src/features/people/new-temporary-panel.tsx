import { LONGEST_NAME } from '@app/kernel';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Panel } from '../../components/panel.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { GRADES } from '../../lib/person-words.js';
import { can, useSession } from '../../lib/session.js';
import { MISSING_NAMES, temporaryOf, useNewTemporary } from '../../lib/temporary-students.js';
import styles from './people.module.css';

/** A student whom the roster does not have yet: what the desk needs, and no more. */
export function NewTemporaryPanel({ onClose }: { onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useNewTemporary(
    ({ id }) => void navigate({ to: '/people/$id', params: { id } }),
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    const { body, missing } = temporaryOf(values, values.siteId);
    setProblems(missing.map((field) => ({ field, message: MISSING_NAMES[field] })));
    if (missing.length === 0) mutate(body);
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'knownNumber');
  return (
    <Panel title="Student not on the roster" onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        <TemporaryFields problems={shown} />
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            Add the student
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function TemporaryFields({ problems }: { problems: FieldProblem[] }): ReactNode {
  const session = useSession();
  const sites = session.sites.filter(({ id }) => can(session, 'person:edit', id));
  const text = (name: string, label: string, max: number, description?: string): ReactNode => (
    <TextInput
      id={name}
      name={name}
      label={label}
      description={description}
      maxLength={max}
      autoComplete="off"
      spellCheck={false}
      data-autofocus={name === 'givenName' ? '' : undefined}
      error={problems.find(({ field }) => field === name)?.message}
    />
  );
  return (
    <div className={styles.grid}>
      {text('givenName', 'Given name', LONGEST_NAME)}
      {text('familyName', 'Family name', LONGEST_NAME)}
      <NativeSelect
        id="siteId"
        name="siteId"
        label="Site"
        data={sites.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
      />
      <NativeSelect
        id="grade"
        name="grade"
        label="Grade"
        data={[{ value: '', label: 'Not known' }, ...GRADES.map((grade) => ({ value: grade, label: grade }))]}
      />
      {text('homeroom', 'Homeroom', 60)}
      {text('knownNumber', 'Student number, if known', 40, 'It scans at once')}
    </div>
  );
}
