import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Block } from '../../../components/page.js';
import { ErrorState } from '../../../components/states.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { ownPart } from '../../../lib/school-calendar.js';
import styles from '../admin.module.css';
import { CalendarBlock, type CalendarEdit } from '../calendar-block.js';
import { CalendarHours } from '../calendar-hours.js';
import { useSiteChange, yearCalendarQuery, type Site } from './site-queries.js';

const CONFLICT = 'Somebody else changed this site meanwhile. The calendar is loaded again: repeat your change.';

interface SiteCalendarProps {
  site: Site;
  year: Dto<'SchoolYearDto'>;
}

/** A site's own hours and days; the district's hold where it has none. */
export function SiteCalendar({ site, year }: SiteCalendarProps): ReactNode {
  const { data, error, refetch } = useQuery(yearCalendarQuery(site.id, year.id));
  if (!data && error) return <ErrorState error={error} what="The calendar" onRetry={() => void refetch()} />;
  if (!data) return <Block title={`Calendar ${year.label}`}>{null}</Block>;
  return <Editable site={site} year={year} calendar={data} />;
}

function Editable({ site, year, calendar }: SiteCalendarProps & { calendar: Dto<'CalendarDto'> }): ReactNode {
  const client = useQueryClient();
  const { queryKey } = yearCalendarQuery(site.id, year.id);
  const own = ownPart(calendar);
  const { mutate, isPending, error } = useSiteChange(site.id, async (change: Partial<CalendarEdit>) => {
    const changed = await ask(
      api.PUT('/api/v1/sites/{id}/calendar', {
        params: { path: { id: site.id }, query: { schoolYear: year.id } },
        body: { version: site.version, ...own, ...change },
      }),
    );
    client.setQueryData(queryKey, changed);
    return changed;
  });
  return (
    <CalendarBlock
      year={year}
      calendar={calendar}
      owner="site"
      own={own.days}
      busy={isPending}
      error={error}
      conflict={CONFLICT}
      onSave={(days, onSuccess) => mutate({ days }, { onSuccess })}
    >
      <div>
        <p className={styles.muted}>{own.hours ? 'Hours of its own' : 'The district’s hours hold'}</p>
        <CalendarHours
          hours={calendar.hours}
          busy={isPending}
          onSave={(hours, onSuccess) => mutate({ hours }, { onSuccess })}
          more={
            own.hours && (
              <Button variant="default" size="compact-xs" disabled={isPending} onClick={() => mutate({ hours: null })}>
                Follow the district
              </Button>
            )
          }
        />
      </div>
    </CalendarBlock>
  );
}
