import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { problemOf, type Dto } from '../../lib/api.js';
import { wordsIn, type Values, type Wording } from '../../lib/language.js';
import { useCan } from '../../lib/session.js';
import { useForm, type ReadForm } from '../../lib/use-form.js';
import { approveRun, cancelRun, useStep } from './roster-queries.js';
import { count, people } from './roster-words.js';
import styles from './rosters.module.css';
import { LookAgain } from './look-again.js';
import { StepError } from './step-error.js';
import { runSay, type Run } from './run-words.js';

const WORDS = {
  'no-students': ['There is no student in these files', 'En estos archivos no hay ningún estudiante'],
  'many-students-leaving': [
    '{leaving} of {before} students would leave the roster, or are staff in it',
    '{leaving} de {before} estudiantes saldrían de la matrícula, o son personal en ella',
  ],
  'many-staff-leaving': [
    '{leaving} of {before} members of staff would leave the roster, or are students in it',
    '{leaving} de {before} miembros del personal saldrían de la matrícula, o son estudiantes en ella',
  ],
  'many-renumbered': [
    '{leaving} of {before} people would get another number',
    '{leaving} de {before} personas recibirían otro número',
  ],
  'many-moved': [
    '{leaving} of {before} people would get another home site',
    '{leaving} de {before} personas pasarían a otra escuela principal',
  ],
  'no-students.why': [
    'An export that was cut off looks like this. All {before} of before would be missing.',
    'Así se ve una exportación cortada. Faltarían los {before} de antes.',
  ],
  why: [
    'That is {percent} %, and this source may lose {limit} % without being asked. An export of one school only, or one that was cut off, looks like this.',
    'Es el {percent} %, y esta fuente puede perder el {limit} % sin preguntar. Así se ve una exportación de una sola escuela, o una cortada.',
  ],
  'many-renumbered.why': [
    'That is {percent} %, and {limit} % may change without being asked. Columns that changed places look like this.',
    'Es el {percent} %, y el {limit} % puede cambiar sin preguntar. Así se ven columnas que cambiaron de lugar.',
  ],
  'many-moved.why': [
    'That is {percent} %, and {limit} % may change without being asked. A new school year looks like this, and schools that were mixed up.',
    'Es el {percent} %, y el {limit} % puede cambiar sin preguntar. Así se ve un nuevo año escolar, y también escuelas confundidas.',
  ],
  then: [
    'Nothing has been changed. Look at who it is below. If the file is right, type how many people this is about.',
    'No se ha cambiado nada. Mire abajo quiénes son. Si el archivo es correcto, escriba de cuántas personas se trata.',
  ],
  'then.leaving': [
    'Whoever is deleted by name is withdrawn, about whom it does not have a question is asked, and students who are staff in it are left out.',
    'A quien se borra por su nombre se le da de baja, por quien falta se pregunta, y los estudiantes que son personal en él se omiten.',
  ],
  who: [
    'Nothing has been changed. Somebody with the right to approve rosters decides.',
    'No se ha cambiado nada. Decide alguien con permiso para aprobar matrículas.',
  ],
  since: ['{name} approved {n}; since then it is {now}.', '{name} aprobó {n}; desde entonces son {now}.'],
  number: ['How many people this is about', 'De cuántas personas se trata'],
  sum: [
    'Together {n}; whoever stands in two of them counts twice.',
    'En total {n}; quien está en dos cuenta dos veces.',
  ],
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
        {say(mayApprove ? 'then' : 'who')}
        {mayApprove && run.guard.leaving > 0 && !ofChanges(run.guard.reason) && ` ${say('then.leaving')}`}
      </p>
      {mayApprove && <NumberForm run={run} />}
      <StepError error={drop.error} />
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

const ofChanges = (reason: Dto<'RosterGuardReason'>): reason is 'many-renumbered' | 'many-moved' =>
  reason === 'many-renumbered' || reason === 'many-moved';

function whyText({ reason, before, leaving }: Dto<'RosterGuardStopDto'>, limit: number): string {
  if (reason === 'no-students') return say('no-students.why', { before: people(before) });
  const percent = before > 0 ? Math.round((leaving / before) * 100) : 100;
  return say(ofChanges(reason) ? `${reason}.why` : 'why', { percent, limit });
}

function Why({ guard }: { guard: Dto<'RosterGuardDto'> }): ReactNode {
  const { others, limitPercent, leaving, number } = guard;
  return (
    <>
      {[guard, ...others].map((stop, nth) => (
        <div key={stop.reason}>
          <h2 id={nth === 0 ? 'stop' : undefined} className={styles.stopTitle}>
            {say(stop.reason, { leaving: count(stop.leaving), before: count(stop.before) })}
          </h2>
          <p>{whyText(stop, limitPercent)}</p>
        </div>
      ))}
      {number !== leaving && <p>{say('sum', { n: people(number) })}</p>}
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
