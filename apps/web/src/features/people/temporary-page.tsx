import { Button, Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useCurrentSite } from '../../lib/current-site.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Block, Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { fullName, gradeText } from '../../lib/person-words.js';
import { can, useCan, useSession } from '../../lib/session.js';
import { usePagedQuery, type PagedQuery } from '../../lib/use-paged-query.js';
import { useSelection } from '../../lib/use-selection.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { ComparePanel } from './compare-panel.js';
import { NewTemporaryPanel } from './new-temporary-panel.js';
import { PeopleBar } from './people-bar.js';
import styles from './temporary.module.css';

type Temporary = Dto<'TemporaryPersonDto'>;
type Match = Dto<'RosterMatchDto'>;

const REASONS: Record<Dto<'RosterMatchReason'>, string> = {
  number: 'same number',
  name: 'same name',
  'name-alike': 'name alike',
  grade: 'same grade',
  site: 'same site',
};

/** What a block says of somebody, from its head on. */
const SHOWN = [
  ...(['givenName', 'familyName', 'proposals'] as const),
  ...(['number', 'grade', 'homeroom', 'site', 'known', 'added'] as const),
];

function Actions({ siteId, onAdd }: { siteId: string | null; onAdd: () => void }): ReactNode {
  const mayAdd = useCan('person:edit');
  return (
    <>
      <ExportMenu list="temporary-people" query={siteId ? { site: [siteId] } : {}} columns={SHOWN} />
      {mayAdd && (
        <Button leftSection={<IconPlus size={16} />} onClick={onAdd}>
          Temporary student
        </Button>
      )}
    </>
  );
}

/** Students whom the roster did not have when they came, and who they may be. */
export function TemporaryPeoplePage(): ReactNode {
  const { sites } = useSession();
  const [{ site: code }] = useUrlState();
  const current = useCurrentSite();
  const siteId = sites.find((site) => site.code === code)?.id ?? current;
  const [adding, setAdding] = useState(false);
  const [compared, setCompared] = useState<{ temporary: Temporary; match: Match } | null>(null);
  const query = usePagedQuery<Temporary>(['temporary-people', siteId], async (after, signal) => {
    const asked = { ...(siteId && { site: [siteId] }), after };
    const page = await ask(api.GET('/api/v1/temporary-people', { params: { query: asked }, signal }));
    return { ...page, total: page.total.count };
  });
  return (
    <Page
      title="Temporary students"
      area="People"
      crumbs={[{ label: 'People', href: '/people' }]}
      lead="Added at the desk before the roster had them. Once it does, say who each of them is: devices and history follow."
      actions={<Actions siteId={siteId} onAdd={() => setAdding(true)} />}
    >
      {adding && <NewTemporaryPanel onClose={() => setAdding(false)} />}
      {compared && (
        <ComparePanel
          key={`${compared.temporary.person.id} ${compared.match.person.id}`}
          temporary={compared.temporary}
          match={compared.match}
          onClose={() => setCompared(null)}
        />
      )}
      {query.error && query.rows.length === 0 ? (
        <ErrorState error={query.error} what="Temporary students" onRetry={query.retry} />
      ) : query.loading ? (
        <SkeletonRows height={72} />
      ) : query.rows.length === 0 ? (
        <EmptyState title="Nobody waits for the roster">
          A student who is not on the roster yet gets a temporary record here, or at the station with /new.
        </EmptyState>
      ) : (
        <WaitingList
          query={query}
          listKey={siteId ?? ''}
          onCompare={(temporary, match) => setCompared({ temporary, match })}
        />
      )}
    </Page>
  );
}

interface WaitingListProps {
  query: PagedQuery<Temporary>;
  /** Changes with what the list shows: a selection does not outlive it. */
  listKey: string;
  onCompare: (temporary: Temporary, match: Match) => void;
}

function WaitingList({ query, listKey, onCompare }: WaitingListProps): ReactNode {
  const mayPrint = useCan('label:print');
  const people = useMemo(() => query.rows.map(({ person }) => person), [query.rows]);
  const selection = useSelection(listKey, people);
  const box = ({ person }: Temporary, n: number): ReactNode => (
    <Checkbox
      size="xs"
      aria-label={`Select ${fullName(person)}`}
      checked={selection.has(person.id)}
      onChange={(event) => selection.toggle(n, event.currentTarget.checked, false)}
    />
  );
  return (
    <div className={styles.list}>
      <PeopleBar people={people} selection={selection} />
      {query.rows.map((row, n) => (
        <Waiting
          key={row.person.id}
          row={row}
          select={mayPrint && box(row, n)}
          onCompare={(match) => onCompare(row, match)}
        />
      ))}
      {query.hasMore && (
        <Button variant="default" loading={query.loadingMore} onClick={query.loadMore}>
          Load more
        </Button>
      )}
    </div>
  );
}

interface WaitingProps {
  row: Temporary;
  /** The box that chooses the row. */
  select: ReactNode;
  onCompare: (match: Match) => void;
}

function Waiting({ row, select, onCompare }: WaitingProps): ReactNode {
  const session = useSession();
  const { person, knownNumber, createdAt, matches } = row;
  const mayMerge = person.site !== null && can(session, 'person:edit', person.site.id);
  return (
    <Block
      title={fullName(person)}
      before={select}
      actions={
        matches.length > 0 ? (
          <Badge tone="amber">{matches.length === 1 ? '1 proposal' : `${matches.length} proposals`}</Badge>
        ) : (
          <Badge tone="grey">Not on the roster yet</Badge>
        )
      }
    >
      <p className={styles.facts}>
        <Link to="/people/$id" params={{ id: person.id }} className="mono">
          {person.number}
        </Link>
        {[gradeText(person.grade), person.homeroom, person.site?.name, knownNumber && `expects number ${knownNumber}`]
          .filter(Boolean)
          .map((part) => ` · ${part}`)}
        {' · added '}
        <RelativeTime at={createdAt} timeZone={session.district.timeZone} />
      </p>
      {matches.length > 0 && (
        <ul className={styles.matches} aria-label={`The roster has for ${fullName(person)}`}>
          {matches.map((match) => (
            <li key={match.person.id}>
              <span className={styles.who}>
                <strong>{fullName(match.person)}</strong> <span className="mono">{match.person.number}</span>
                {[gradeText(match.person.grade), match.person.homeroom, match.person.site?.code]
                  .filter(Boolean)
                  .map((part) => ` · ${part}`)}
              </span>
              <span className={styles.reasons}>
                {match.reasons.map((reason) => (
                  <Badge key={reason} tone={reason === 'number' ? 'green' : 'blue'}>
                    {REASONS[reason]}
                  </Badge>
                ))}
              </span>
              {mayMerge && (
                <Button size="compact-sm" variant="default" onClick={() => onCompare(match)}>
                  Compare
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}
