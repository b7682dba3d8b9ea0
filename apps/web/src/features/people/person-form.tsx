import { LONGEST_NAME } from '@app/kernel';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Page } from '../../components/page.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { changedFields, filledFields, formValues, refusedFields } from '../../lib/form.js';
import { can, useSession } from '../../lib/session.js';
import { Panel } from '../../components/panel.js';
import { personQueryOf } from './person-queries.js';
import styles from './people.module.css';
import { GRADES, KINDS, type PersonDetail } from '../../lib/person-words.js';

const CONFLICT = 'Somebody else changed this person meanwhile. Load the page again, then repeat your changes.';
const REQUIRED: Record<string, string> = {
  number: 'Give the number',
  givenName: 'Give the given name',
  familyName: 'Give the family name',
};

const missingIn = (values: Record<string, string>): FieldProblem[] =>
  Object.entries(REQUIRED)
    .filter(([field]) => !values[field])
    .map(([field, message]) => ({ field, message }));

type Fields = Record<string, string | null>;

const fieldsOf = (person: PersonDetail): Fields => ({
  number: person.number,
  givenName: person.givenName,
  familyName: person.familyName,
  grade: person.grade,
  homeroom: person.homeroom,
  language: person.language,
  email: person.email,
  primarySiteId: person.site?.id ?? null,
  state: person.state,
});

/** In place, above what it changes. */
export function EditPerson({ person, onClose }: { person: PersonDetail; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const [loaded] = useState(person);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'EditPersonDto'>) =>
      ask(api.PATCH('/api/v1/people/{id}', { params: { path: { id: person.id } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: personQueryOf(person.id).queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    const wrong = missingIn(values);
    setProblems(wrong);
    if (wrong.length > 0) return;
    const changes = changedFields(values, fieldsOf(loaded));
    if (Object.keys(changes).length === 0) onClose();
    else mutate({ version: loaded.version, ...changes });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'number', CONFLICT);
  const stale = error !== null && problemOf(error).code === 'person.version-conflict';
  return (
    <Panel title="Edit person" onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        <div className={styles.grid}>
          <PersonFields person={fieldsOf(loaded)} problems={shown} student={loaded.kind === 'student'} />
          <StateField state={loaded.state} />
        </div>
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            Save
          </Button>
          {stale && (
            <Button
              variant="default"
              onClick={() => {
                void client.invalidateQueries({ queryKey: personQueryOf(person.id).queryKey });
                onClose();
              }}
            >
              Load again
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}

const StateField = ({ state }: { state: PersonDetail['state'] }): ReactNode => (
  <NativeSelect
    name="state"
    id="state"
    label="Status"
    defaultValue={state}
    data={[
      { value: 'active', label: 'Active' },
      { value: 'withdrawn', label: 'Withdrawn (today)' },
    ]}
  />
);

export function NewPersonPage(): ReactNode {
  const navigate = useNavigate();
  const [kind, setKind] = useState<Dto<'PersonKind'>>('student');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Dto<'NewPersonDto'>) => ask(api.POST('/api/v1/people', { body })),
    onSuccess: ({ id }) => navigate({ to: '/people/$id', params: { id } }),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = formValues(event.currentTarget);
    const wrong = missingIn(values);
    setProblems(wrong);
    if (wrong.length === 0) mutate({ ...filledFields(values), kind } as Dto<'NewPersonDto'>);
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'number');
  return (
    <Page title="Add a person" area="People" crumbs={[{ label: 'People', href: '/people' }]}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        <div className={styles.grid}>
          <NativeSelect
            label="Kind"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as Dto<'PersonKind'>)}
            data={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
          />
          <PersonFields person={{}} problems={shown} student={kind === 'student'} />
        </div>
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            Add
          </Button>
        </div>
      </form>
    </Page>
  );
}

interface PersonFieldsProps {
  person: Fields;
  problems: FieldProblem[];
  student: boolean;
}

function PersonFields({ person, problems, student }: PersonFieldsProps): ReactNode {
  const text = (name: string, label: string, max: number, description?: string): ReactNode => (
    <TextInput
      id={name}
      name={name}
      label={label}
      description={description}
      maxLength={max}
      autoComplete="off"
      spellCheck={false}
      defaultValue={person[name] ?? ''}
      error={problems.find(({ field }) => field === name)?.message}
    />
  );
  return (
    <>
      {text('number', student ? 'Student number' : 'Staff number', 40)}
      {text('givenName', 'Given name', LONGEST_NAME)}
      {text('familyName', 'Family name', LONGEST_NAME)}
      <SiteField person={person} problems={problems} />
      {student && (
        <NativeSelect
          id="grade"
          name="grade"
          label="Grade"
          defaultValue={person.grade ?? ''}
          error={problems.find(({ field }) => field === 'grade')?.message}
          data={[{ value: '', label: 'None' }, ...GRADES.map((grade) => ({ value: grade, label: grade }))]}
        />
      )}
      {student && text('homeroom', 'Homeroom', 60)}
      {text('email', 'E-mail', 254)}
      {text('language', 'Language for notices', 35, 'A language code such as en or es')}
    </>
  );
}

function SiteField({ person, problems }: Omit<PersonFieldsProps, 'student'>): ReactNode {
  const session = useSession();
  const sites = session.sites.filter(({ id }) => can(session, 'person:edit', id));
  return (
    <NativeSelect
      id="primarySiteId"
      name="primarySiteId"
      label="Site"
      defaultValue={person.primarySiteId ?? sites.at(0)?.id}
      error={problems.find(({ field }) => field === 'primarySiteId')?.message}
      data={sites.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
    />
  );
}
