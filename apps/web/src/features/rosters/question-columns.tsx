import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ExportedColumn } from '../../components/data-table.js';
import { RelativeTime } from '../../components/time.js';
import { sortName } from '../../lib/person-words.js';
import { useCan, useSession } from '../../lib/session.js';
import { count, gradeWord, say as rosterSay } from './roster-words.js';
import type { Question } from './roster-queries.js';
import styles from './rosters.module.css';
import { ANSWERS, say, type Answer, type Kind } from './questions-words.js';

interface AnswerButtonsProps {
  kind: Kind;
  size: 'compact-xs' | 'compact-sm';
  /** Whom it is about, where the words around do not say it. */
  about?: string;
  onAnswer: (answer: Answer) => void;
}

export const AnswerButtons = ({ kind, size, about, onAnswer }: AnswerButtonsProps): ReactNode => (
  <div className={styles.answers}>
    {ANSWERS[kind].map((answer) => (
      <Button
        key={answer}
        variant="default"
        size={size}
        data-answer={answer}
        aria-label={about && `${say(answer)} ${about}`}
        onClick={() => onAnswer(answer)}
      >
        {say(answer)}
      </Button>
    ))}
  </div>
);

type QuestionColumn = ExportedColumn<Question, 'roster-questions'>;

const taker = (): QuestionColumn => ({
  id: 'taker',
  header: say('taker'),
  width: '20%',
  card: 'labelled',
  cell: ({ taker: now }) => now && [now.name, now.grade && gradeWord(now.grade)].filter(Boolean).join(' · '),
});

export const questionColumns = (
  kind: Kind,
  onAnswer: (answer: Answer, question: Question) => void,
): QuestionColumn[] => [
  {
    id: 'person',
    header: rosterSay('person'),
    file: ['familyName', 'givenName'],
    width: '20%',
    card: 'first',
    cell: (question) => <Who of={question} />,
  },
  {
    id: 'number',
    header: rosterSay('number'),
    width: '120px',
    cell: ({ person }) => <span className="mono">{person.number}</span>,
  },
  {
    id: 'grade',
    header: rosterSay('grade'),
    width: '90px',
    cell: ({ person }) => <span className={styles.whole}>{gradeWord(person.grade)}</span>,
  },
  ...(kind === 'number-reused' ? [taker()] : []),
  { id: 'site', header: rosterSay('site'), width: '70px', cell: ({ person }) => person.site?.code ?? '–' },
  { id: 'since', header: say('since'), width: '110px', cell: (question) => <Since of={question} /> },
  { id: 'source', header: rosterSay('source'), width: '140px', cell: (question) => <Source of={question} /> },
  {
    id: 'holds',
    header: say('holds'),
    align: 'right',
    width: '88px',
    card: 'labelled',
    cell: ({ holds }) => count(holds),
  },
  {
    id: 'answer',
    file: [],
    header: say('answer'),
    cell: (question) => (
      <AnswerButtons
        kind={kind}
        size="compact-xs"
        about={sortName(question.person)}
        onAnswer={(answer) => onAnswer(answer, question)}
      />
    ),
  },
];

const Who = ({ of: { person } }: { of: Question }): ReactNode => (
  <Link to="/people/$id" params={{ id: person.id }} className={styles.name}>
    {sortName(person)}
  </Link>
);

function Since({ of: { askedAt, askedBefore } }: { of: Question }): ReactNode {
  const { timeZone } = useSession().district;
  return (
    <>
      <span className={styles.whole}>
        <RelativeTime at={askedAt} timeZone={timeZone} />
      </span>
      {askedBefore && ` · ${say('asked.before')}`}
    </>
  );
}

/** Who does not have them, and the run that found it, for those who may look at runs. */
function Source({ of: { runId, sourceName } }: { of: Question }): ReactNode {
  const maySee = useCan('roster:run');
  if (!maySee) return sourceName;
  return (
    <Link to="/rosters/runs/$id" params={{ id: runId }}>
      {sourceName}
    </Link>
  );
}
