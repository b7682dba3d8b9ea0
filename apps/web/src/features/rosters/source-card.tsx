import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Facts } from '../../components/facts.js';
import { Block } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { RelativeTime } from '../../components/time.js';
import { useCan, useSession } from '../../lib/session.js';
import { lastRunQuery, type Source } from './roster-queries.js';
import { count, folderOf, say } from './roster-words.js';
import styles from './rosters.module.css';
import { RunBadge } from './run-badge.js';
import { outcomeWords } from './run-words.js';

/** A source: is its roster fresh, did the last file go in, does it ask something. */
export function SourceCard({ source }: { source: Source }): ReactNode {
  const mayRun = useCan('roster:run');
  return (
    <Block
      title={source.name}
      actions={
        mayRun && (
          <div className={styles.cardActions}>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`${say('source.schools')}: ${source.name}`}
              renderRoot={(props) => <Link to="/rosters/sources/$id/schools" params={{ id: source.id }} {...props} />}
            >
              {say('source.schools')}
            </Button>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`${say('source.settings')}: ${source.name}`}
              renderRoot={(props) => <Link to="/rosters/sources/$id" params={{ id: source.id }} {...props} />}
            >
              {say('source.settings')}
            </Button>
          </div>
        )
      }
    >
      {!source.active && <Badge tone="grey">{say('source.off')}</Badge>}
      <SourceFacts source={source} />
    </Block>
  );
}

function SourceFacts({ source }: { source: Source }): ReactNode {
  const { timeZone } = useSession().district;
  const { id, code, people, openQuestions, watched, lastRunAt } = source;
  return (
    <Facts
      rows={[
        [say('source.last'), <LastRun key="last" sourceId={id} />],
        [say('source.age'), <RelativeTime key="age" at={lastRunAt} timeZone={timeZone} none={say('source.never')} />],
        [say('source.people'), count(people)],
        [say('source.open'), count(openQuestions)],
        [
          say('source.comes'),
          watched ? say('source.comes.watched', { folder: folderOf(code) }) : say('source.comes.hand'),
        ],
      ]}
    />
  );
}

function LastRun({ sourceId }: { sourceId: string }): ReactNode {
  const { data: run } = useQuery(lastRunQuery(sourceId));
  if (!run) return run === null ? say('source.never') : '–';
  const counts = run.result ?? run.predicted;
  return (
    <span className={styles.last}>
      <RunBadge state={run.state} />
      <Link to="/rosters/runs/$id" params={{ id: run.id }}>
        {run.fileName}
      </Link>
      {run.failure && <span className={styles.help}>{run.failure.message}</span>}
      {counts && <span className={styles.help}>{outcomeWords(counts)}</span>}
    </span>
  );
}
