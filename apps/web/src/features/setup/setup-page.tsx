import { Button, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { usePageTitle } from '../../components/page.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { PROFILES, type DistrictValues } from '../../lib/district-values.js';
import { formValues } from '../../lib/form.js';
import { DistrictFields } from '../../components/district-fields.js';
import { SetupDone } from './setup-done.js';
import { dropDraft, keepDraft, readDraft } from './setup-draft.js';
import { messageAt, setupProblems, setupRefusals, setupRequest } from './setup-request.js';
import { readSites, SITE_KINDS } from './sites-paste.js';
import { PasswordRules } from '../../components/password-rules.js';
import styles from './setup.module.css';

/**
 * The first run: everything or nothing, with the code of the console. It can be left and gone on with later in the same
 * browser; afterwards the first admin signs in.
 */
export function SetupPage(): ReactNode {
  usePageTitle('Set up');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  // Under the inputs: as of the last press first, then as of every change.
  const [live, setLive] = useState<FieldProblem[] | null>(null);
  const [draft] = useState(readDraft);
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: (body: Dto<'RunSetupDto'>) => ask(api.POST('/api/v1/setup', { body })),
    onSuccess: dropDraft,
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { values, passwords } = typed(event.currentTarget);
    const wrong = setupProblems(values, passwords);
    setProblems(wrong);
    setLive(null);
    reset();
    if (wrong.length === 0) mutate(setupRequest(values, passwords[0]));
  };
  const changed = (event: FormEvent<HTMLFormElement>): void => {
    const { values, passwords } = typed(event.currentTarget);
    keepDraft(values);
    if (problems.length === 0) return;
    const pressed = new Set(problems.map(({ field }) => field));
    setLive(setupProblems(values, passwords).filter(({ field }) => pressed.has(field)));
  };
  if (data) return <SetupDone siteCount={data.siteCount} />;
  const shown = problems.length > 0 ? problems : setupRefusals(error);
  const errorOf = (field: string): string | undefined => messageAt(live ?? shown, field);
  return (
    <main className={styles.page}>
      <Head resumed={Object.keys(draft).length > 0} />
      <form className={styles.form} onSubmit={submit} onInput={changed} onChange={changed} noValidate>
        <FormProblems problems={shown} />
        <Part number={1} title="Set-up code">
          <SetupCode errorOf={errorOf} />
        </Part>
        <Part number={2} title="District">
          <DistrictFields values={districtOf(draft)} problems={live ?? shown} />
        </Part>
        <Part number={3} title="School year">
          <SchoolYear draft={draft} errorOf={errorOf} />
        </Part>
        <Part number={4} title="First administrator">
          <FirstAdmin draft={draft} errorOf={errorOf} />
        </Part>
        <Part number={5} title="Sites">
          <Sites begun={draft.sites} error={errorOf('sites')} />
        </Part>
        <Button type="submit" size="md" loading={isPending}>
          Set up the district
        </Button>
      </form>
    </main>
  );
}

const Head = ({ resumed }: { resumed: boolean }): ReactNode => (
  <header className={styles.head}>
    <img src="/favicon.svg" alt="" width={40} height={40} />
    <h1>Set up Cubby</h1>
    <p>Five short parts. Nothing is stored before the last button; all of it can be changed later.</p>
    {resumed && (
      <p role="status">
        What you entered before is here again, but for the code and the password: those are kept nowhere.
      </p>
    )}
  </header>
);

/** Passwords exactly as typed: blanks at their ends belong to them. */
const typed = (form: HTMLFormElement): { values: Record<string, string>; passwords: [string, string] } => ({
  values: formValues(form),
  passwords: [rawValue(form, 'password'), rawValue(form, 'again')],
});

const districtOf = (draft: Record<string, string>): DistrictValues => ({
  name: draft.districtName,
  timeZone: draft.timeZone,
  fiscalYearStartMonth: draft.fiscalYearStartMonth ? Number(draft.fiscalYearStartMonth) : undefined,
  profile: PROFILES.find(({ value }) => value === draft.profile)?.value,
});

const rawValue = (form: HTMLFormElement, name: string): string => {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
};

const Part = ({ number, title, children }: { number: number; title: string; children: ReactNode }): ReactNode => (
  <section className={styles.part} aria-labelledby={`part-${number}`}>
    <h2 id={`part-${number}`}>
      <span aria-hidden>{number}</span> {title}
    </h2>
    {children}
  </section>
);

interface PartProps {
  draft: Record<string, string>;
  errorOf: (field: string) => string | undefined;
}

const SetupCode = ({ errorOf }: Pick<PartProps, 'errorOf'>): ReactNode => (
  <TextInput
    id="code"
    name="code"
    label="Code"
    description="The server prints it on the console when it starts. It works once, within a day."
    placeholder="XXXX-XXXX-XXXX-XXXX"
    autoComplete="off"
    spellCheck={false}
    maxLength={64}
    classNames={{ input: 'mono' }}
    error={errorOf('code')}
  />
);

const SchoolYear = ({ draft, errorOf }: PartProps): ReactNode => (
  <div className={styles.pair}>
    {(['startsOn', 'endsOn'] as const).map((id) => (
      <TextInput
        key={id}
        id={id}
        name={id}
        type="date"
        label={id === 'startsOn' ? 'First day of school' : 'Last day of school'}
        defaultValue={draft[id]}
        error={errorOf(id)}
      />
    ))}
  </div>
);

const FirstAdmin = ({ draft, errorOf }: PartProps): ReactNode => (
  <>
    <p className={styles.hint}>
      You: an IT admin for the whole district. Other accounts come later, each with its roles.
    </p>
    <TextInput
      id="displayName"
      name="displayName"
      label="Your name"
      maxLength={200}
      autoComplete="name"
      defaultValue={draft.displayName}
      error={errorOf('displayName')}
    />
    <TextInput
      id="email"
      name="email"
      type="email"
      label="E-mail"
      maxLength={254}
      autoComplete="username"
      defaultValue={draft.email}
      error={errorOf('email')}
    />
    <PasswordInput
      id="password"
      name="password"
      label="Password"
      description={<PasswordRules />}
      autoComplete="new-password"
      error={errorOf('password')}
    />
    <PasswordInput
      id="again"
      name="again"
      label="Password again"
      autoComplete="new-password"
      error={errorOf('again')}
    />
  </>
);

function Sites({ begun = '', error }: { begun?: string; error?: string }): ReactNode {
  const [text, setText] = useState(begun);
  const { sites, problems } = readSites(text);
  return (
    <>
      <Textarea
        id="sites"
        name="sites"
        label="Sites, one a line"
        description="Code, name and, where the name does not say it, the kind. Paste from a sheet, or write commas between them."
        placeholder={'LHS, Lincoln High School\nOAK, Oak Elementary\nWH, Main warehouse'}
        minRows={5}
        rows={6}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={error}
      />
      <p className={styles.hint} role="status">
        {text.trim() === ''
          ? 'You may leave this empty: until there is a site, no person and no device can be added.'
          : `${sites.length} ${sites.length === 1 ? 'site' : 'sites'} understood${problems.length > 0 ? `, ${problems.length} not` : ''}.`}
      </p>
      {sites.length > 0 && (
        <ul className={styles.sites} aria-label="Sites understood" tabIndex={0}>
          {sites.map(({ code, name, kind }) => (
            <li key={code}>
              <span className="mono">{code}</span> {name} <em>{SITE_KINDS[kind]}</em>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
