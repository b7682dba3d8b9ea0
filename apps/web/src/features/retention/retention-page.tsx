import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Block, Page } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { Refused } from '../../components/refused.js';
import { dayText } from '../../lib/time.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { retentionQuery, usePlan } from './retention-queries.js';
import { RetentionPlan } from './retention-plan.js';
import { countedWords, runWords, type Retention, type RetentionRun } from './retention-words.js';
import styles from './retention.module.css';

/** For how long students are known, and who is forgotten: first as a plan, then by two persons. */
export function RetentionPage(): ReactNode {
  const { data } = useSuspenseQuery(retentionQuery);
  const [url] = useUrlState();
  const shown = data.runs.find(({ id }) => id === url.run) ?? data.runs.at(0);
  const open = data.runs.some(({ state }) => state === 'planned' || state === 'running');
  return (
    <Page
      title="Retention"
      lead="Students who left are known for as long as the money behind their devices asks for. Then the name goes; the history of the devices stays."
      actions={!open && <PlanButton first={data.runs.length === 0} />}
    >
      {shown ? (
        <RetentionPlan key={shown.id} run={shown} />
      ) : (
        <Block title="No plan yet">
          <p className={styles.text}>
            A plan shows who would be forgotten today, and why the others are kept. Nothing is done by it.
          </p>
        </Block>
      )}
      <div className={styles.columns}>
        <Policies policies={data.policies} />
        <Staying staying={data.staying} />
      </div>
      {data.runs.length > 1 && <Earlier runs={data.runs.filter(({ id }) => id !== shown?.id)} />}
    </Page>
  );
}

function PlanButton({ first }: { first: boolean }): ReactNode {
  const { mutate, isPending, error } = usePlan();
  return (
    <>
      <Refused error={error} />
      <Button loading={isPending} onClick={() => mutate(null)}>
        {first ? 'Plan' : 'Plan again'}
      </Button>
    </>
  );
}

const Policies = ({ policies }: { policies: Retention['policies'] }): ReactNode => (
  <Block
    title="For how long"
    actions={
      <Link to="/admin/policies" className={styles.link}>
        Change in Policies
      </Link>
    }
  >
    <div className={table.scroll}>
      <table className={table.table}>
        <caption>In force today. Of several devices the longest decides.</caption>
        <thead>
          <tr>
            <th scope="col">Whose</th>
            <th scope="col" data-align="right">
              Years
            </th>
            <th scope="col">From</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          {policies.map(({ key, label, years, countedFrom, since }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td data-align="right">{years}</td>
              <td>{countedWords(countedFrom)}</td>
              <td>{since <= '2000-01-01' ? 'the start' : dayText(since)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Block>
);

const Staying = ({ staying }: { staying: Retention['staying'] }): ReactNode => (
  <Block title="What stays, and why">
    <p className={styles.text}>
      The name becomes “Former student 7F3K”. Numbers, cards, e-mail, class, language and family contacts go.
    </p>
    <ul className={styles.list}>
      {staying.map(({ lib, stays }) => (
        <li key={lib}>{stays}</li>
      ))}
    </ul>
  </Block>
);

const Earlier = ({ runs }: { runs: RetentionRun[] }): ReactNode => (
  <Block title="Other plans">
    <ul className={styles.list}>
      {runs.map((run) => (
        <li key={run.id}>
          <Link to="/admin/retention" search={{ run: run.id } as never} className={styles.link}>
            {dayText(run.onDay)}
          </Link>
          {` · ${runWords(run)} · planned by ${run.plannedBy ?? 'the system'}`}
          {run.decidedBy && `, decided by ${run.decidedBy}`}
        </li>
      ))}
    </ul>
  </Block>
);
