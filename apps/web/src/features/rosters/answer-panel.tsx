import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Panel } from '../../components/panel.js';
import { problemOf } from '../../lib/api.js';
import { sortName } from '../../lib/person-words.js';
import { useSession } from '../../lib/session.js';
import { todayIn } from '../../lib/time.js';
import { useForm } from '../../lib/use-form.js';
import { say as rosterSay } from './roster-words.js';
import type { Question } from './roster-queries.js';
import styles from './rosters.module.css';
import { dayProblem, firstDay, holdsText, say, whoText, type Answer } from './questions-words.js';

interface AnswerPanelProps {
  answer: Answer;
  questions: Question[];
  pending: boolean;
  error: unknown;
  onAnswer: (on: string) => void;
  onClose: () => void;
}

const refused = (answer: Answer, error: unknown): { field: string; message: string }[] => {
  if (!error) return [];
  const { code, detail, title } = problemOf(error);
  const words: Record<string, string> = {
    'roster.question-closed': say('closed'),
    'roster.answer-invalid': say(answer === 'later' ? 'day.coming' : 'day.refused'),
  };
  return [{ field: 'on', message: words[code] ?? detail ?? title }];
};

/** An answer that needs a day: when they left, or when to ask again. Enter in the field gives it. */
export function AnswerPanel({ answer, questions, pending, error, onAnswer, onClose }: AnswerPanelProps): ReactNode {
  const today = todayIn(useSession().district.timeZone);
  const what = answer === 'later' ? 'later' : 'withdraw';
  const who = whoText(questions.map(({ person }) => sortName(person)));
  const held = questions.reduce((sum, { holds }) => sum + holds, 0);
  const leftFrom = questions
    .map((question) => question.leftFrom)
    .sort()
    .at(-1)!;
  const { onSubmit, problems, field } = useForm({
    read: ({ on = '' }) => {
      const message = dayProblem(answer, on, { today, leftFrom });
      return { body: on, problems: message ? [{ field: 'on', message }] : [] };
    },
    send: onAnswer,
    refused: refused(answer, error),
  });
  return (
    <Panel title={say(`${what}.title`, { who })} onClose={onClose}>
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <FormProblems problems={problems} />
        <p className={styles.help}>
          {held > 0 && `${holdsText(held)}. `}
          {say(`${what}.text`)}
        </p>
        <TextInput
          {...field('on')}
          type="date"
          label={say(`${what}.day`)}
          defaultValue={firstDay(answer, { today, leftFrom, leftOn: questions.map((one) => one.leftOn) })}
          min={answer === 'withdraw' ? leftFrom : undefined}
          max={answer === 'withdraw' ? today : undefined}
          data-autofocus
        />
        <div className={styles.buttons}>
          <Button type="submit" color={what === 'withdraw' ? 'red' : undefined} loading={pending}>
            {say(`${what}.title`, { who })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {rosterSay('cancel')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
