import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Block } from '../../components/page.js';
import { ErrorState } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { CalendarBlock, type CalendarEdit } from './calendar-block.js';
import { CalendarHours } from './calendar-hours.js';
import { districtCalendarQuery } from './district-queries.js';

const CONFLICT = 'Somebody else changed the district meanwhile. The calendar is loaded again: repeat your change.';

/** The hours and days that hold at every site without its own. */
export function DistrictCalendar({ year }: { year: Dto<'SchoolYearDto'> }): ReactNode {
  const { data, error, refetch } = useQuery(districtCalendarQuery(year.id));
  if (!data && error) return <ErrorState error={error} what="The calendar" onRetry={() => void refetch()} />;
  if (!data) return <Block title={`Calendar ${year.label}`}>{null}</Block>;
  return <Editable year={year} calendar={data} />;
}

function Editable({ year, calendar }: { year: Dto<'SchoolYearDto'>; calendar: Dto<'CalendarDto'> }): ReactNode {
  const client = useQueryClient();
  const { queryKey } = districtCalendarQuery(year.id);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (change: Partial<CalendarEdit>) =>
      ask(
        api.PUT('/api/v1/district/calendar', {
          params: { query: { schoolYear: year.id } },
          body: { version: calendar.version, hours: calendar.hours, days: daysOf(calendar), ...change },
        }),
      ),
    onSuccess: (changed) => {
      client.setQueryData(queryKey, changed);
      // The version belongs to the district.
      void client.invalidateQueries({ queryKey: ['district'] });
    },
    onError: () => client.invalidateQueries({ queryKey }),
  });
  return (
    <CalendarBlock
      year={year}
      calendar={calendar}
      owner="district"
      own={daysOf(calendar)}
      busy={isPending}
      error={error}
      conflict={CONFLICT}
      onSave={(days, onSuccess) => mutate({ days }, { onSuccess })}
    >
      <CalendarHours
        hours={calendar.hours}
        busy={isPending}
        onSave={(hours, onSuccess) => mutate({ hours }, { onSuccess })}
      />
    </CalendarBlock>
  );
}

const daysOf = (calendar: Dto<'CalendarDto'>): CalendarEdit['days'] =>
  calendar.days.map(({ on, kind, closesAt, label }) => ({ on, kind, closesAt, label }));
