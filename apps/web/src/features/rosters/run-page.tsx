import { ROSTER_STATE_WORDS } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../components/not-found-page.js';
import { Block, Page } from '../../components/page.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { problemOf } from '../../lib/api.js';
import { language, wordsIn } from '../../lib/language.js';
import { runQuery } from './roster-queries.js';
import { say } from './roster-words.js';
import { RunBadge } from './run-badge.js';
import { PackageBlock } from './run-package.js';
import { RunReport } from './run-report.js';
import { RunStep } from './run-step.js';
import { runSay } from './run-words.js';

/** One roster: where it stands and what to do about it, whom it is about, and what came. */
export function RosterRunPage(): ReactNode {
  const { id } = useParams({ strict: false });
  const { data: run, error, refetch } = useQuery(runQuery(id ?? ''));
  if (!run && error)
    return [400, 404].includes(problemOf(error).status) ? (
      <NotFoundPage />
    ) : (
      <ErrorState page error={error} what={say('runs')} onRetry={() => void refetch()} />
    );
  if (!run) return <SkeletonRows />;
  const counts = run.result ?? run.predicted;
  return (
    <Page
      title={runSay('title', { source: run.sourceName })}
      area={say('rosters')}
      crumbs={[{ label: say('rosters'), href: '/rosters' }]}
      beside={<RunBadge state={run.state} />}
      lead={run.fileName}
      lang={language()}
    >
      <p className="visually-hidden" role="status">
        {wordsIn(ROSTER_STATE_WORDS[run.state])}
      </p>
      <RunStep key={`${run.state} ${run.version}`} run={run} />
      {counts && run.state !== 'checking' && (
        <Block title={runSay(run.result ? 'did' : 'would')}>
          <RunReport key={run.state} run={run} counts={counts} />
        </Block>
      )}
      <PackageBlock run={run} />
    </Page>
  );
}
