import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Panel } from '../../components/panel.js';
import { Badge } from '../../components/state-badge.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import type { Dto } from '../../lib/api.js';
import { CORRECTION_STATES, type Correction } from '../../lib/privacy-words.js';
import { useSession } from '../../lib/session.js';
import { dayText, todayIn } from '../../lib/time.js';
import styles from './people.module.css';
import { RecordForm, type RecordField } from './record-form.js';
import { correctionsQueryOf, useAnswerCorrection } from './record-queries.js';

const TONES = { open: 'amber', corrected: 'green', declined: 'grey' } as const;

/** What families said is wrong, and what they were answered. */
export function Corrections({ personId }: { personId: string }): ReactNode {
  const { data, error, refetch } = useQuery(correctionsQueryOf(personId));
  const [answered, setAnswered] = useState<string | null>(null);
  if (error) return <ErrorState error={error} what="The requests" onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  if (data.items.length === 0) return null;
  return (
    <section className={styles.entries} aria-labelledby="corrections">
      <h3 id="corrections">Corrections asked for</h3>
      <ul>
        {data.items.map((each) => (
          <Entry
            key={each.id}
            correction={each}
            answering={answered === each.id}
            onAnswer={(open) => setAnswered(open ? each.id : null)}
          />
        ))}
      </ul>
    </section>
  );
}

interface EntryProps {
  correction: Correction;
  /** One at a time: the fields of two forms would be called the same. */
  answering: boolean;
  onAnswer: (open: boolean) => void;
}

function Entry({ correction, answering, onAnswer }: EntryProps): ReactNode {
  const { state, askedBy, askedOn, wrong, answer, answeredBy, hearingToldOn, statement } = correction;
  return (
    <li>
      <p>
        <strong>{askedBy}</strong> · {dayText(askedOn)} <Badge tone={TONES[state]}>{CORRECTION_STATES[state]}</Badge>
      </p>
      <p className={styles.typed}>{wrong}</p>
      {answer && (
        <p className={styles.typed}>
          <span className={styles.muted}>{answeredBy ?? 'The district'}:</span> {answer}
        </p>
      )}
      {hearingToldOn && <p className={styles.muted}>Told of the right to a hearing on {dayText(hearingToldOn)}</p>}
      {statement && (
        <p className={styles.typed}>
          <span className={styles.muted}>The family’s statement:</span> {statement}
        </p>
      )}
      {state === 'open' && !answering && (
        <Button variant="default" size="compact-sm" onClick={() => onAnswer(true)}>
          Answer
        </Button>
      )}
      {answering && <AnswerForm correction={correction} onClose={() => onAnswer(false)} />}
    </li>
  );
}

function AnswerForm({ correction, onClose }: { correction: Correction; onClose: () => void }): ReactNode {
  const { timeZone } = useSession().district;
  const [state, setState] = useState<'corrected' | 'declined'>('corrected');
  const { id, personId, version } = correction;
  const { mutate, isPending, error } = useAnswerCorrection(personId, id, onClose);
  const declined: RecordField[] = [
    { name: 'answer', label: 'Why it stays as it is', kind: 'lines', most: 2000 },
    { name: 'hearingToldOn', label: 'Told of the right to a hearing on', kind: 'day', initial: todayIn(timeZone) },
    { name: 'statement', label: 'The family’s statement (optional)', kind: 'lines', optional: true, most: 2000 },
  ];
  const corrected: RecordField[] = [
    {
      ...{ name: 'answer', label: 'What was corrected', kind: 'lines', most: 2000 },
      description: 'The record itself is corrected with Edit, above',
    },
    {
      ...{ name: 'elsewhere', label: 'Where, if not in this record (optional)', kind: 'lines', optional: true },
      description: 'In the SIS, or on a loan: it joins the answer',
    },
  ];
  return (
    <Panel title="Answer the request" onClose={onClose}>
      <RecordForm
        key={state}
        fields={state === 'declined' ? declined : corrected}
        submit="Answer"
        pending={isPending}
        error={error}
        onSend={(values) => mutate({ ...values, state, version } as unknown as Dto<'AnswerCorrectionDto'>)}
        onCancel={onClose}
      >
        <SegmentedControl
          aria-label="What becomes of the request"
          value={state}
          onChange={setState}
          data={[
            { value: 'corrected', label: 'Corrected' },
            { value: 'declined', label: 'Declined' },
          ]}
        />
      </RecordForm>
    </Panel>
  );
}
