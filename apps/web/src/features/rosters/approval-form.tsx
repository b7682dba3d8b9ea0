import { rosterStopSum, rosterStopTitle, rosterStopWaits, rosterStopWhy } from '@app/kernel';
import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Refused } from '../../components/refused.js';
import { problemOf, type Dto } from '../../lib/api.js';
import { language, wordsIn, type Values, type Wording } from '../../lib/language.js';
import { useCan } from '../../lib/session.js';
import { useForm, type ReadForm } from '../../lib/use-form.js';
import { approveRun, cancelRun, useStep } from './roster-queries.js';
import { count } from './roster-words.js';
import styles from './rosters.module.css';
import { LookAgain } from './look-again.js';
import { runSay, type Run } from './run-words.js';

const WORDS = {
  then: [
    'Nothing has been changed. Look at who it is below. If the file is right, type how many people this is about.',
    'No se ha cambiado nada. Mire abajo quiénes son. Si el archivo es correcto, escriba de cuántas personas se trata.',
  ],
  'then.leaving': [
    'Whoever is deleted by name is withdrawn, and about whom it does not have a question is asked.',
    'A quien se borra por su nombre se le da de baja, y por quien falta se pregunta.',
  ],
  'then.turned': ['Students who are staff in it are left out.', 'Los estudiantes que son personal en él se omiten.'],
  since: ['{name} approved {n}; since then it is {now}.', '{name} aprobó {n}; desde entonces son {now}.'],
  number: ['How many people this is about', 'De cuántas personas se trata'],
  'number.help': ['Students and staff, as a number without commas', 'Estudiantes y personal, como número sin comas'],
  'number.missing': ['Type how many people this is about', 'Escriba de cuántas personas se trata'],
  'number.wrong': [
    'That is not the number of people this is about. Look at the list again',
    'No es el número de personas de que se trata. Mire la lista otra vez',
  ],
  meanwhile: [
    'Somebody else decided meanwhile: load the page again',
    'Otra persona decidió entretanto: cargue la página de nuevo',
  ],
  approve: ['Approve and run', 'Aprobar y cargar'],
} as const satisfies Record<string, Wording>;
const say = (key: keyof typeof WORDS, values?: Values): string => wordsIn(WORDS[key], values);

const readNumber = ({ number }: Record<string, string>): ReadForm<number> => ({
  body: Number(number.replace(/[,. ]/g, '')),
  problems: /^\d{1,8}$/.test(number.replace(/[,. ]/g, '')) ? [] : [{ field: 'number', message: say('number.missing') }],
});

function refused(error: unknown): { field: string; message: string }[] {
  if (!error) return [];
  const { code, detail, title } = problemOf(error);
  const message =
    code === 'roster.number-wrong'
      ? say('number.wrong')
      : code.endsWith('conflict')
        ? say('meanwhile')
        : (detail ?? title);
  return [{ field: 'number', message }];
}

/** A file that would lose many: why it stopped, and what lets it go on. */
export function ApprovalForm({ run }: { run: Run }): ReactNode {
  const mayApprove = useCan('roster:approve');
  const mayRun = useCan('roster:run');
  const drop = useStep(run, () => cancelRun(run));
  if (!run.guard) return null;
  return (
    <section className={styles.stop} data-tone="red" aria-labelledby="stop">
      <Why guard={run.guard} />
      {run.approvedNumber !== null && (
        <p>
          {say('since', {
            name: run.approverName ?? '–',
            n: count(run.approvedNumber),
            now: count(run.guard.number),
          })}
        </p>
      )}
      <p>
        {mayApprove ? say('then') : rosterStopWaits(language())}
        {mayApprove && run.guard.leaving > 0 && !ofChanges(run.guard.reason) && ` ${say('then.leaving')}`}
        {mayApprove && hasTurnedStudents(run.guard) && ` ${say('then.turned')}`}
      </p>
      {mayApprove && <NumberForm run={run} />}
      <Refused error={drop.error} />
      {mayRun && (
        <div className={styles.buttons}>
          <LookAgain run={run} />
          <Button variant="default" loading={drop.isPending} onClick={() => drop.mutate()}>
            {runSay('drop')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Staff who are students in it lose their account; of students who are staff in it nothing is taken. */
const hasTurnedStudents = ({ others, ...first }: Dto<'RosterGuardDto'>): boolean =>
  [first, ...others].some(({ reason, turned = 0 }) => turned > 0 && reason !== 'many-staff-leaving');

const ofChanges = (reason: Dto<'RosterGuardReason'>): boolean =>
  reason === 'many-renumbered' || reason === 'many-moved';

function Why({ guard }: { guard: Dto<'RosterGuardDto'> }): ReactNode {
  const { others, limitPercent } = guard;
  const sum = rosterStopSum(guard, language());
  return (
    <>
      {[guard, ...others].map((stop, nth) => (
        <div key={stop.reason}>
          <h2 id={nth === 0 ? 'stop' : undefined} className={styles.stopTitle}>
            {rosterStopTitle(stop, language())}
          </h2>
          <p>{rosterStopWhy(stop, limitPercent, language())}</p>
        </div>
      ))}
      {sum && <p>{sum}</p>}
    </>
  );
}

function NumberForm({ run }: { run: Run }): ReactNode {
  const { mutate, isPending, error } = useStep(run, (number: number) => approveRun(run, number));
  const { onSubmit, problems, field } = useForm({ read: readNumber, send: mutate, refused: refused(error) });
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <FormProblems problems={problems} />
      <TextInput
        {...field('number')}
        label={say('number')}
        description={say('number.help')}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
      />
      <Button type="submit" color="red" loading={isPending}>
        {say('approve')}
      </Button>
    </form>
  );
}
