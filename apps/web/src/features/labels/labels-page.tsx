import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { problemOf } from '../../lib/api.js';
import type { SessionSite } from '../../lib/session.js';
import { ChoiceColumn, SiteSelect } from './choice-column.js';
import { arrangementOf, inputOf, requestOf, type LabelRequest } from './choice.rules.js';
import { offPageWords } from './off-page.rules.js';
import { refusalOf, unanswered, type Answered } from './plan.rules.js';
import { planQuery, useMakeRun } from './label-queries.js';
import { labels } from './label-words.js';
import styles from './labels.module.css';
import { Preview } from './preview.js';
import { RunHistory } from './run-history.js';
import { useChoice, type Choice } from './use-choice.js';
import { useKnown } from './use-known.js';
import { usePrintSite } from './use-print-site.js';

/** New labels with the page that they come out on, and what was printed before. */
export function LabelsPage(): ReactNode {
  const choice = useChoice();
  const { site, sites } = usePrintSite(choice.url.site);
  if (sites.length === 0)
    return (
      <Page title="Labels">
        <EmptyState title="There is no site yet where labels could be printed" />
      </Page>
    );
  if (!site) return <Unplaced choice={choice} sites={sites} />;
  return <NewRun key={site.id} choice={choice} site={site} sites={sites} />;
}

/** Labels bear the name of the site: it is chosen before anything else. */
const Unplaced = ({ choice, sites }: Pick<NewRunProps, 'choice' | 'sites'>): ReactNode => (
  <Page
    title="Labels"
    actions={
      <>
        <OtherPages />
        <MakeButton refusal="Choose where they are printed" total={0} busy={false} onMake={() => undefined} />
      </>
    }
  >
    <div className={styles.columns}>
      <div className={styles.choice}>
        <section aria-labelledby="labels-what">
          <h2 id="labels-what">What</h2>
          <SiteSelect site={undefined} sites={sites} onChange={(code) => choice.set({ site: code })} />
        </section>
      </div>
      <section className={styles.preview} aria-labelledby="labels-preview">
        <header>
          <h2 id="labels-preview">Preview</h2>
        </header>
        <EmptyState title="The first page is shown here">Choose the site: its name stands on the labels.</EmptyState>
      </section>
    </div>
    <RunHistory />
  </Page>
);

const OtherPages = (): ReactNode => (
  <>
    <Button variant="default" renderRoot={(props) => <Link to="/labels/stock" {...props} />}>
      Stock
    </Button>
    <Button variant="default" renderRoot={(props) => <Link to="/labels/printers" {...props} />}>
      Printers
    </Button>
  </>
);

interface NewRunProps {
  choice: Choice;
  site: SessionSite;
  sites: SessionSite[];
}

const PLAN_MS = 150;

/** The plan of the request, once it rests. */
function usePlan(request: LabelRequest | null) {
  const text = useMemo(() => JSON.stringify(request), [request]);
  const [rested] = useDebouncedValue(text, PLAN_MS);
  const asked = useMemo(() => JSON.parse(rested) as LabelRequest | null, [rested]);
  const plan = useQuery(planQuery(asked));
  const rests = rested === text;
  const current = rests && !plan.isPlaceholderData ? plan.data : undefined;
  // Neither a plan of this very request nor why there is none.
  const awaited = current === undefined && !(rests && plan.error !== null);
  return {
    ...{ ...plan, current, awaited, total: awaited ? null : (current?.total ?? 0) },
    refused: rests && plan.error && problemOf(plan.error).status < 500 ? problemsOf(plan.error)[0].message : null,
  };
}

const problemsOf = (error: unknown): FieldProblem[] => {
  const { errors, detail, title } = problemOf(error);
  if (errors && errors.length > 0)
    return errors.map(({ field, message }) => ({ field: inputOf(field), message: sentence(field, message) }));
  return [{ field: 'label-kind', message: detail ?? title }];
};

const LABELS: Record<string, string> = {
  'label-from': 'Start at place',
  'label-copies': 'Copies',
  'label-prefix': 'The beginning',
  'label-digits': 'Digits',
  'label-count': 'How many',
  'label-first': 'First number',
  'label-pasted': 'A code',
  'label-text': 'The line',
};

/** Messages of fields go on where the name of the field ends: "must be 1 to 30". */
const sentence = (field: string, message: string): string => {
  const name = LABELS[inputOf(field)];
  return name && /^(must|has|is|makes) /.test(message) ? `${name} ${message}` : message;
};

function NewRun({ choice, site, sites }: NewRunProps): ReactNode {
  const navigate = useNavigate();
  const here = useKnown(choice, site);
  const { request, missing } = requestOf(choice.url, choice.kept, here.known);
  const plan = usePlan(here.ready ? request : null);
  const [answered, answer] = useState<Answered>(UNANSWERED);
  const { skipUnknown, longPages } = answered;
  const making = useMakeRun(({ id }) => void navigate({ to: '/labels/runs/$id', params: { id } }));
  const refused = useMemo(() => (making.error ? problemsOf(making.error) : NONE), [making.error]);
  // What was wrong with this choice when it was tried; the summary takes the focus, so it does not follow what is typed.
  const key = JSON.stringify([choice.url, choice.kept, answered]);
  const [tried, setTried] = useState({ key: '' });
  const unmade = plan.current ? unanswered(plan.current, arrangementOf(choice.url), answered) : NONE;
  const pages = plan.data?.pages ?? null;
  const cut = plan.data ? offPageWords(plan.data.offPage) : '';
  const allowOffPage = cut !== '' && answered.offPage === cut;
  const lacking = here.ready ? missing[0]?.message : undefined;
  const refusal =
    lacking ?? plan.refused ?? (plan.current ? refusalOf(plan.current) : null) ?? unmade.at(0)?.message ?? null;
  const make = (): void => {
    if (refusal !== null || plan.awaited) return;
    setTried({ key });
    if (request) making.mutate({ ...request, skipUnknown, allowOffPage });
  };
  const shown = tried.key === key ? refused : NONE;
  const errors = Object.fromEntries(shown.map(({ field, message }) => [field, message]));
  return (
    <Page
      title="Labels"
      actions={
        <>
          <OtherPages />
          <MakeButton refusal={refusal} total={plan.total} busy={making.isPending} onMake={make} />
        </>
      }
    >
      <FormProblems problems={shown} />
      <div className={styles.columns}>
        <ChoiceColumn choice={{ ...choice, errors }} site={site} sites={sites} here={here} />
        <Preview
          choice={choice}
          request={request}
          plan={request && !plan.error ? plan.data : undefined}
          busy={plan.awaited && lacking === undefined}
          waiting={lacking ?? (plan.error && problemsOf(plan.error)[0].message)}
          answers={{
            ...{ skipUnknown, long: longPages !== null && longPages === pages, offPage: allowOffPage },
            set: ({ skipUnknown: skip = skipUnknown, long, offPage }) =>
              answer({
                skipUnknown: skip,
                longPages: long === undefined ? longPages : long ? pages : null,
                offPage: offPage === undefined ? answered.offPage : offPage ? cut : null,
              }),
          }}
        />
      </div>
      <RunHistory />
    </Page>
  );
}

const NONE: FieldProblem[] = [];
const UNANSWERED: Answered = { skipUnknown: false, longPages: null, offPage: null };

interface MakeButtonProps {
  refusal: string | null;
  /** `null`: what would be made is not known yet. */
  total: number | null;
  busy: boolean;
  onMake: () => void;
}

/** Out of reach with the reason beside it; it keeps the focus meanwhile. */
const MakeButton = ({ refusal, total, busy, onMake }: MakeButtonProps): ReactNode => (
  <>
    {refusal !== null && (
      <p id="labels-refusal" className={styles.refusal}>
        {refusal}
      </p>
    )}
    <Button
      id="labels-make"
      loading={busy}
      data-disabled={refusal !== null || total === null || undefined}
      aria-disabled={refusal !== null || total === null}
      aria-describedby={refusal === null ? undefined : 'labels-refusal'}
      onClick={onMake}
    >
      {total ? `Make ${labels(total)}` : 'Make labels'}
    </Button>
  </>
);
