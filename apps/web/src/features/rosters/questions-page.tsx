import { SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Refused } from '../../components/refused.js';
import { useCurrentSite } from '../../lib/current-site.js';
import { DataTable } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import notes from '../../components/notes.module.css';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { language } from '../../lib/language.js';
import { sortName } from '../../lib/person-words.js';
import { useCanEverywhere, useSession } from '../../lib/session.js';
import { useSelection } from '../../lib/use-selection.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { AnswerPanel } from './answer-panel.js';
import { AnswerButtons, questionColumns } from './question-columns.js';
import { useAnswer, useQuestions, type Answered } from './question-queries.js';
import { count, say as rosterSay } from './roster-words.js';
import type { Question } from './roster-queries.js';
import styles from './rosters.module.css';
import { KINDS, needsDay, say, whoText, type Answer, type Kind } from './questions-words.js';

const doneText = ({ names, request, settledBefore }: Answered): string =>
  [
    say(`${request.answer}.done`, { who: whoText(names) }),
    settledBefore > 0 && say('settled', { n: count(settledBefore) }),
  ]
    .filter(Boolean)
    .join('. ');

/** Whom the roster does not have any more, and whom it has again: answered one by one or many at once. */
export function RosterQuestionsPage(): ReactNode {
  const { sites } = useSession();
  const [{ site: code, kind: asked }, set] = useUrlState();
  const current = useCurrentSite();
  const siteId = sites.find((site) => site.code === code)?.id ?? current;
  const kinds = useCanEverywhere('person:edit') ? KINDS : KINDS.filter((each) => each !== 'number-reused');
  const kind = kinds.find((each) => each === asked) ?? 'missing';
  return (
    <Page
      title={rosterSay('questions')}
      area={rosterSay('rosters')}
      lead={say('lead')}
      lang={language()}
      actions={<Export kind={kind} siteId={siteId} />}
    >
      <div className={styles.bar}>
        <SegmentedControl
          aria-label={say('kinds')}
          value={kind}
          data={kinds.map((value) => ({ value, label: say(`${value}.short`) }))}
          onChange={(value) => set({ kind: value === 'missing' ? null : value })}
        />
      </div>
      {kind === 'number-reused' && <p className={styles.help}>{say('number-reused.text', { number: '70002' })}</p>}
      <Questions key={`${kind} ${siteId}`} kind={kind} siteId={siteId} />
    </Page>
  );
}

interface QuestionsProps {
  kind: Kind;
  siteId: string | null;
}

const Export = ({ kind, siteId }: QuestionsProps): ReactNode => (
  <ExportMenu
    list="roster-questions"
    query={{ kind, ...(siteId && { site: [siteId] }) }}
    columns={questionColumns(kind, () => undefined)}
  />
);

/** The row that was answered is gone: the same answer of the one in its place gets the focus, so that Enter goes on. */
function useFocusOnNext(rows: readonly Question[]): (answer: Answer, index: number) => void {
  const next = useRef<{ answer: Answer; index: number } | null>(null);
  useEffect(() => {
    if (!next.current || document.activeElement !== document.body) return;
    const { answer, index } = next.current;
    const buttons = document.querySelectorAll<HTMLElement>(`td [data-answer="${answer}"]`);
    (buttons[Math.min(index, buttons.length - 1)] ?? document.querySelector<HTMLElement>('h1'))?.focus();
    next.current = null;
  }, [rows]);
  return (answer, index) => (next.current = { answer, index });
}

function Questions({ kind, siteId }: QuestionsProps): ReactNode {
  const query = useQuestions(kind, siteId);
  const selection = useSelection(`${kind} ${siteId}`, query.rows);
  const [open, setOpen] = useState<{ answer: Answer; questions: Question[] } | null>(null);
  const focusOn = useFocusOnNext(query.rows);
  const { mutate, isPending, error, data: answered } = useAnswer();
  const give = (answer: Answer, questions: Question[], on?: string): void => {
    focusOn(answer, query.rows.indexOf(questions[0]));
    mutate(
      { questions, request: { answer, ...(on && { on }) } },
      {
        onSuccess: () => {
          setOpen(null);
          if (questions.length > 1) selection.clear();
        },
      },
    );
  };
  const pick = (answer: Answer, questions: Question[]): void =>
    needsDay(answer) ? setOpen({ answer, questions }) : give(answer, questions);
  const chosen = query.rows.filter(({ id }) => selection.has(id));
  return (
    <>
      {open && (
        <AnswerPanel
          key={`${open.answer} ${open.questions[0].id}`}
          {...open}
          pending={isPending}
          error={error}
          onClose={() => setOpen(null)}
          onAnswer={(on) => give(open.answer, open.questions, on)}
        />
      )}
      <p role="status" className={answered && !error ? notes.calm : 'visually-hidden'}>
        {answered && !error ? doneText(answered) : ''}
      </p>
      {!open && <Refused error={error} />}
      {chosen.length > 0 && (
        <div className={styles.bar} role="group" aria-label={say('answer')}>
          <strong>{say('chosen', { who: whoText(chosen.map(({ person }) => sortName(person))) })}</strong>
          <AnswerButtons kind={kind} size="compact-sm" onAnswer={(answer) => pick(answer, chosen)} />
        </div>
      )}
      <DataTable
        caption={say(kind)}
        columns={questionColumns(kind, (answer, question) => pick(answer, [question]))}
        query={query}
        rowId={({ id }) => id}
        selection={selection}
        rowName={({ person }) => sortName(person)}
        empty={<EmptyState title={say(`${kind}.none`)}>{say(`${kind}.none.text`)}</EmptyState>}
      />
      {query.rows.length > 0 && <p className={styles.help}>{say('keys')}</p>}
    </>
  );
}
