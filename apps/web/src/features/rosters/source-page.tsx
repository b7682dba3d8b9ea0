import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { NotFoundPage } from '../../components/not-found-page.js';
import notes from '../../components/notes.module.css';
import { Block, Page } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { problemOf } from '../../lib/api.js';
import { language } from '../../lib/language.js';
import { NightlyHelp } from './nightly-help.js';
import { fieldText, whyText } from './number-field.js';
import { sourceQuery, type Source } from './roster-queries.js';
import { say as rosterSay } from './roster-words.js';
import { SourceForm } from './source-form.js';
import { say } from './source-words.js';

const crumbs = (): { label: string; href: string }[] => [{ label: rosterSay('rosters'), href: '/rosters' }];

export function NewRosterSourcePage(): ReactNode {
  const navigate = useNavigate();
  return (
    <Page
      title={say('new')}
      area={rosterSay('rosters')}
      crumbs={crumbs()}
      lead={say('new.lead')}
      lang={language()}
      narrow
    >
      <SourceForm
        source={null}
        onSaved={({ id }) => void navigate({ to: '/rosters/sources/$id', params: { id }, replace: true })}
      />
    </Page>
  );
}

/** How the files of one source are read, and how they come by themselves. */
export function RosterSourcePage(): ReactNode {
  const { id } = useParams({ strict: false });
  const { data: source, error, refetch } = useQuery(sourceQuery(id ?? ''));
  if (!source && error)
    return [400, 404].includes(problemOf(error).status) ? (
      <NotFoundPage />
    ) : (
      <ErrorState page error={error} what={rosterSay('source')} onRetry={() => void refetch()} />
    );
  if (!source) return <SkeletonRows />;
  return (
    <Page
      title={say('settings', { name: source.name })}
      area={rosterSay('rosters')}
      crumbs={crumbs()}
      lang={language()}
      narrow
    >
      <Settings source={source} />
      <NightlyHelp code={source.code} />
    </Page>
  );
}

function Settings({ source }: { source: Source }): ReactNode {
  const [saved, setSaved] = useState(0);
  return (
    <>
      <p role="status" className={saved === source.version ? notes.calm : 'visually-hidden'}>
        {saved === source.version && say('saved')}
      </p>
      <SourceForm key={source.version} source={source} onSaved={({ version }) => setSaved(version)} />
      <Candidates source={source} />
    </>
  );
}

/** Why the number field is the one it is. */
const Candidates = ({ source: { numberWhy } }: { source: Source }): ReactNode =>
  numberWhy && numberWhy.length > 0 ? (
    <Block title={say('candidates')}>
      <table className={table.table}>
        <caption className="visually-hidden">{say('candidates')}</caption>
        <tbody>
          {numberWhy.map((candidate) => (
            <tr key={candidate.field}>
              <th scope="row">{fieldText(candidate.field)}</th>
              <td>{whyText(candidate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  ) : null;
