import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { ErrorState } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { dayText } from '../../lib/time.js';
import { stretches, type Stretch } from '../../lib/school-calendar.js';
import styles from './admin.module.css';
import { CalendarDays } from './calendar-days.js';
import { CalendarHours } from './calendar-hours.js';
import { districtCalendarQuery } from './district-queries.js';

type Calendar = Dto<'CalendarDto'>;
export type CalendarEdit = Pick<Dto<'EditCalendarDto'>, 'hours' | 'days'>;

const CONFLICT = 'Somebody else changed the district meanwhile. The calendar is loaded again: repeat your change.';

/** The hours and days that hold at every site without its own. */
export function DistrictCalendar({ year }: { year: Dto<'SchoolYearDto'> }): ReactNode {
  const { data, error, refetch } = useQuery(districtCalendarQuery(year.id));
  if (!data && error) return <ErrorState error={error} what="The calendar" onRetry={() => void refetch()} />;
  if (!data) return <Block title={`Calendar ${year.label}`}>{null}</Block>;
  return <CalendarBlock year={year} calendar={data} />;
}

function CalendarBlock({ year, calendar }: { year: Dto<'SchoolYearDto'>; calendar: Calendar }): ReactNode {
  const client = useQueryClient();
  const { queryKey } = districtCalendarQuery(year.id);
  const [adding, setAdding] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (change: Partial<CalendarEdit>) =>
      ask(
        api.PUT('/api/v1/district/calendar', {
          params: { query: { schoolYear: year.id } },
          body: { version: calendar.version, ...editOf(calendar), ...change },
        }),
      ),
    onSuccess: (changed) => {
      client.setQueryData(queryKey, changed);
      setAdding(false);
      // The version belongs to the district.
      void client.invalidateQueries({ queryKey: ['district'] });
    },
    onError: () => client.invalidateQueries({ queryKey }),
  });
  const removed = ({ on, until }: Stretch): CalendarEdit['days'] =>
    editOf(calendar).days.filter((day) => day.on < on || day.on > until);
  return (
    <Block
      title={`Calendar ${year.label}`}
      actions={
        !adding && (
          <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
            Add days
          </Button>
        )
      }
    >
      <div className={styles.form}>
        <FormProblems problems={refusedFields(error, 'district-days', CONFLICT)} />
        <CalendarHours
          key={calendar.version}
          hours={calendar.hours}
          busy={isPending}
          onSave={(hours) => mutate({ hours })}
        />
        {adding && (
          <CalendarDays
            year={year}
            busy={isPending}
            onCancel={() => setAdding(false)}
            onAdd={(days) => {
              const taken = new Set(days.map(({ on }) => on));
              mutate({ days: [...editOf(calendar).days.filter(({ on }) => !taken.has(on)), ...days] });
            }}
          />
        )}
        <DayTable calendar={calendar} busy={isPending} onRemove={(day) => mutate({ days: removed(day) })} />
      </div>
    </Block>
  );
}

const editOf = (calendar: Calendar): CalendarEdit => ({
  hours: calendar.hours,
  days: calendar.days.map(({ on, kind, closesAt, label }) => ({ on, kind, closesAt, label })),
});

interface DayTableProps {
  calendar: Calendar;
  busy: boolean;
  onRemove: (day: Stretch) => void;
}

const DayTable = ({ calendar, busy, onRemove }: DayTableProps): ReactNode => (
  <table className={table.table} id="district-days" tabIndex={-1}>
    <caption className="visually-hidden">Days that differ</caption>
    <thead>
      <tr>
        <th scope="col">Day</th>
        <th scope="col">What</th>
        <th scope="col">School</th>
        <th scope="col">Actions</th>
      </tr>
    </thead>
    <tbody>
      {stretches(calendar.days).map((day) => (
        <tr key={day.on}>
          <td>{day.on === day.until ? dayText(day.on) : `${dayText(day.on)} – ${dayText(day.until)}`}</td>
          <th scope="row">{day.label}</th>
          <td>{day.kind === 'closed' ? 'Closed' : `Closes ${day.closesAt ?? 'early'}`}</td>
          <td>
            <Button
              variant="default"
              size="compact-xs"
              disabled={busy}
              aria-label={`Remove ${day.label}, ${dayText(day.on)}`}
              onClick={() => onRemove(day)}
            >
              Remove
            </Button>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
