import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import type { Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { stretches, type Stretch } from '../../lib/school-calendar.js';
import { dayText } from '../../lib/time.js';
import styles from './admin.module.css';
import { CalendarDays } from './calendar-days.js';

type Calendar = Dto<'CalendarDto'>;
export type CalendarEdit = Pick<Dto<'EditCalendarDto'>, 'hours' | 'days'>;

interface CalendarBlockProps {
  year: Dto<'SchoolYearDto'>;
  calendar: Calendar;
  /** Whose it is: only own days are changed here. */
  owner: 'district' | 'site';
  /** Own days as the API takes them back. */
  own: CalendarEdit['days'];
  busy: boolean;
  error: unknown;
  conflict: string;
  onSave: (days: CalendarEdit['days'], done: () => void) => void;
  /** The hours and how they are changed. */
  children: ReactNode;
}

/** Hours, and the days of a school year that differ. */
export function CalendarBlock(props: CalendarBlockProps): ReactNode {
  const { year, calendar, owner, own, busy, error, conflict, onSave, children } = props;
  const [adding, setAdding] = useState(false);
  const add = (days: CalendarEdit['days']): void => {
    const taken = new Set(days.map(({ on }) => on));
    onSave([...own.filter(({ on }) => !taken.has(on)), ...days], () => setAdding(false));
  };
  const remove = ({ on, until }: Stretch): void =>
    onSave(
      own.filter((day) => day.on < on || day.on > until),
      () => undefined,
    );
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
        <FormProblems problems={refusedFields(error, 'calendar-days', conflict)} />
        {children}
        {adding && <CalendarDays year={year} busy={busy} onCancel={() => setAdding(false)} onAdd={add} />}
        <DayTable calendar={calendar} owner={owner} busy={busy} onRemove={remove} />
      </div>
    </Block>
  );
}

interface DayTableProps {
  calendar: Calendar;
  owner: 'district' | 'site';
  busy: boolean;
  onRemove: (day: Stretch) => void;
}

const DayTable = ({ calendar, owner, busy, onRemove }: DayTableProps): ReactNode => (
  <table className={table.table} id="calendar-days" tabIndex={-1}>
    <caption className="visually-hidden">Days that differ</caption>
    <thead>
      <tr>
        <th scope="col">Day</th>
        <th scope="col">What</th>
        <th scope="col">School</th>
        <th scope="col" data-align="right">
          Actions
        </th>
      </tr>
    </thead>
    <tbody>
      {calendar.days.length === 0 && (
        <tr>
          <td colSpan={4}>No days off and no early days yet: each weekday with hours is a school day.</td>
        </tr>
      )}
      {stretches(calendar.days).map((day) => (
        <tr key={day.on + day.from}>
          <td>{day.on === day.until ? dayText(day.on) : `${dayText(day.on)} – ${dayText(day.until)}`}</td>
          <th scope="row">{day.label}</th>
          <td>{day.kind === 'closed' ? 'Closed' : `Closes ${day.closesAt ?? 'early'}`}</td>
          <td data-align="right">
            {day.from === owner ? (
              <Button
                variant="default"
                size="compact-xs"
                disabled={busy}
                aria-label={`Remove ${day.label}, ${dayText(day.on)}`}
                onClick={() => onRemove(day)}
              >
                Remove
              </Button>
            ) : (
              <span className={styles.muted}>District</span>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
