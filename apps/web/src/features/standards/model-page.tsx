import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { NotFoundPage } from '../../components/not-found-page.js';
import { Facts } from '../../components/facts.js';
import { Block, Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { words } from '../../lib/device-words.js';
import { useCanEverywhere } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import { DecisionForm } from './decision-form.js';
import styles from './standards.module.css';

const path = (id: string) => ({ path: { id } });

/** One model: how it is supported, and what the committee decided about it. */
export function ModelPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery({
    queryKey: ['models', 'one', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/models/{id}', { params: path(id), signal })),
  });
  if (!data && error)
    return [400, 404].includes(problemOf(error).status) ? (
      <NotFoundPage />
    ) : (
      <ErrorState page error={error} what="The model" onRetry={() => void refetch()} />
    );
  if (!data) return <SkeletonRows />;
  return (
    <Page
      title={`${data.maker} ${data.name}`}
      area="Standards"
      crumbs={[{ label: 'Standards', href: '/standards' }]}
      beside={data.standard ? <Badge tone="green">Standard</Badge> : <Badge tone="grey">Not on the list</Badge>}
      lead={
        <Link to="/devices" search={{ model: data.id } as never}>
          Devices of this model
        </Link>
      }
    >
      <div className={styles.blocks}>
        <Block title="Support">
          <Facts
            rows={[
              ['Class', words(data.deviceClass)],
              ['Support tier', data.supportTier === null ? null : words(data.supportTier)],
              ['Updates end', data.supportEndsOn === null ? null : dayText(data.supportEndsOn)],
              ['Where that was read', data.supportSource],
              ['Planned years in service', data.cycleYears],
            ]}
          />
        </Block>
        <Decisions modelId={data.id} />
      </div>
    </Page>
  );
}

function Decisions({ modelId }: { modelId: string }): ReactNode {
  const mayEdit = useCanEverywhere('model:edit');
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['models', 'decisions', modelId],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/models/{id}/decisions', { params: path(modelId), signal })),
  });
  return (
    <Block
      title="Decisions of the committee"
      actions={
        mayEdit &&
        !open && (
          <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
            Record a decision
          </Button>
        )
      }
    >
      {open && <DecisionForm modelId={modelId} onClose={() => setOpen(false)} />}
      {!data && error ? (
        <ErrorState error={error} what="The decisions" onRetry={() => void refetch()} />
      ) : data?.items.length === 0 ? (
        <p className={styles.muted}>None yet.</p>
      ) : (
        <ol className={styles.decisions}>
          {data?.items.map((decision) => (
            <DecisionLine key={decision.id} decision={decision} />
          ))}
        </ol>
      )}
    </Block>
  );
}

const DecisionLine = ({
  decision: { decision, decidedOn, decidedBy, note, recordedBy },
}: {
  decision: Dto<'DecisionDto'>;
}): ReactNode => (
  <li>
    <Badge tone={decision === 'approved' ? 'green' : 'red'}>
      {decision === 'approved' ? 'Approved' : 'Not approved'}
    </Badge>{' '}
    {dayText(decidedOn)} by {decidedBy}
    {note && <p>{note}</p>}
    {recordedBy && <span className={styles.muted}>Recorded by {recordedBy}</span>}
  </li>
);
