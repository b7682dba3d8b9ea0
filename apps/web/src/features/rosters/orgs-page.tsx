import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { CalmNote } from '../../components/calm-note.js';
import notes from '../../components/notes.module.css';
import { NotFoundPage } from '../../components/not-found-page.js';
import { DataTable, type Column } from '../../components/data-table.js';
import { Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { language } from '../../lib/language.js';
import { sessionQuery, useSession } from '../../lib/session.js';
import type { PagedQuery } from '../../lib/use-paged-query.js';
import { answerOf, howText, orgChoices, orgName, say } from './org-answers.js';
import { lastRunQuery, orgsQuery, ROSTERS, sourceQuery, type Org } from './roster-queries.js';
import { count, say as rosterSay } from './roster-words.js';
import styles from './rosters.module.css';

/** Which site each organisation of a source is. */
export function RosterOrgsPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { data: source, error: missing } = useQuery(sourceQuery(id));
  const { data: orgs, error, refetch } = useQuery(orgsQuery(id));
  if (!source && missing && [400, 404].includes(problemOf(missing).status)) return <NotFoundPage />;
  return (
    <Page
      title={say('title', { name: source?.name ?? '…' })}
      area={rosterSay('rosters')}
      crumbs={[{ label: rosterSay('rosters'), href: '/rosters' }]}
      lead={say('lead')}
      lang={language()}
    >
      {!orgs && error ? (
        <ErrorState error={error} what={rosterSay('source.schools')} onRetry={() => void refetch()} />
      ) : !orgs ? (
        <SkeletonRows />
      ) : (
        <OrgForm sourceId={id} orgs={orgs} />
      )}
    </Page>
  );
}

function useAnswerOrgs(sourceId: string, done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (answers: Dto<'OrgAnswerDto'>[]) =>
      ask(api.PUT('/api/v1/roster-sources/{id}/orgs', { params: { path: { id: sourceId } }, body: { answers } })),
    onSuccess: async ({ items }) => {
      client.setQueryData(orgsQuery(sourceId).queryKey, items);
      done();
      // A site may have been made.
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await client.invalidateQueries({ queryKey: ROSTERS });
    },
  });
}

/** All of them are here: nothing more is asked for. */
const allOf = (rows: Org[]): PagedQuery<Org> => ({
  ...{ rows, total: null, loading: false, refreshing: false, loadingMore: false, hasMore: false, error: null },
  ...{ loadMore: () => undefined, retry: () => undefined },
});

function OrgForm({ sourceId, orgs }: { sourceId: string; orgs: Org[] }): ReactNode {
  const { sites } = useSession();
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [nothing, setNothing] = useState(false);
  const { mutate, isPending, isSuccess, error } = useAnswerOrgs(sourceId, () => setChosen({}));
  const answers = Object.entries(chosen).filter(([, choice]) => choice !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setNothing(answers.length === 0);
    if (answers.length > 0) mutate(answers.map(([orgId, choice]) => answerOf(orgId, choice)));
  };
  const choiceOf = (org: Org): ReactNode => (
    <NativeSelect
      aria-label={say('for', { name: orgName(org) })}
      size="xs"
      className={styles.orgChoice}
      value={chosen[org.orgId] ?? ''}
      data={orgChoices(org, sites)}
      onChange={(event) => setChosen({ ...chosen, [org.orgId]: event.currentTarget.value })}
    />
  );
  const problem = error && problemOf(error);
  return (
    <form className={styles.stack} onSubmit={submit}>
      {isSuccess && answers.length === 0 && <Saved sourceId={sourceId} />}
      {problem && (
        <p role="alert" className={notes.refused}>
          {problem.code === 'site.code-taken' ? say('taken') : (problem.detail ?? problem.title)}
        </p>
      )}
      <DataTable
        caption={rosterSay('source.schools')}
        columns={orgColumns(choiceOf)}
        query={allOf(orgs)}
        rowId={({ orgId }) => orgId}
        empty={<EmptyState title={say('none')}>{say('none.text')}</EmptyState>}
      />
      {nothing && answers.length === 0 && (
        <p role="alert" className={notes.refused}>
          {say('save.none')}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" loading={isPending}>
          {say('save')}
        </Button>
      </div>
    </form>
  );
}

const orgColumns = (choiceOf: (org: Org) => ReactNode): Column<Org>[] => [
  { id: 'org', header: say('org'), card: 'first', cell: (org) => <strong>{orgName(org)}</strong> },
  { id: 'type', header: say('type'), width: '110px', cell: ({ type }) => type ?? '–' },
  {
    id: 'code',
    header: say('code'),
    width: '150px',
    cell: ({ identifier, orgId }) => <span className="mono">{identifier ?? orgId}</span>,
  },
  {
    id: 'people',
    header: say('people'),
    align: 'right',
    width: '96px',
    card: 'labelled',
    cell: (org) => count(org.people),
  },
  {
    id: 'how',
    header: say('how'),
    width: '190px',
    cell: (org) => (org.unknown ? <Badge tone="amber">{say('unknown')}</Badge> : howText(org)),
  },
  { id: 'is', header: say('is'), width: '300px', cell: choiceOf },
];

function Saved({ sourceId }: { sourceId: string }): ReactNode {
  const { data: run } = useQuery(lastRunQuery(sourceId));
  const waits = run && ['checking', 'checked', 'stopped'].includes(run.state);
  return (
    <CalmNote>
      {say('saved')}{' '}
      {waits && (
        <Link to="/rosters/runs/$id" params={{ id: run.id }}>
          {say('waiting')}
        </Link>
      )}
    </CalmNote>
  );
}
