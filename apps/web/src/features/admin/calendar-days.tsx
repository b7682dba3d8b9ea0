import { Button, NativeSelect, TextInput } from '@mantine/core';
import { isDay } from '@app/kernel';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import type { Dto } from '../../lib/api.js';
import { formValues } from '../../lib/form.js';
import styles from './admin.module.css';
import { daysBetweenBoth } from './days.js';

type Day = Dto<'EditCalendarDayDto'>;

interface CalendarDaysProps {
  year: Dto<'SchoolYearDto'>;
  busy: boolean;
  onAdd: (days: Day[]) => void;
  onCancel: () => void;
}

/** One day or a break of several: closed, or closing early. */
export function CalendarDays({ year, busy, onAdd, onCancel }: CalendarDaysProps): ReactNode {
  const [kind, setKind] = useState<Dto<'CalendarDayKind'>>('closed');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { on, until: last, dayLabel: label, closesAt } = formValues(event.currentTarget);
    const until = last || on;
    const inYear = (day: string): boolean => isDay(day) && day >= year.startsOn && day <= year.endsOn;
    const wrong: FieldProblem[] = [
      ...(inYear(on) ? [] : [{ field: 'on', message: `Give a day of the school year ${year.label}` }]),
      ...(inYear(until) && until >= on
        ? []
        : [{ field: 'until', message: 'The last day must not be before the first' }]),
      ...(label ? [] : [{ field: 'dayLabel', message: 'Say what it is' }]),
      ...(kind === 'early' && !closesAt ? [{ field: 'closesAt', message: 'Give the time when school closes' }] : []),
    ];
    setProblems(wrong);
    if (wrong.length === 0)
      onAdd(
        daysBetweenBoth(on, until).map((day) => ({
          on: day,
          kind,
          label,
          closesAt: kind === 'early' ? closesAt : null,
        })),
      );
  };
  const errorOf = (field: string): string | undefined => problems.find((each) => each.field === field)?.message;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={problems} />
      <div className={styles.fields}>
        <TextInput id="on" name="on" type="date" label="Day, or first day" error={errorOf('on')} />
        <TextInput id="until" name="until" type="date" label="Last day, of several" error={errorOf('until')} />
        <TextInput id="dayLabel" name="dayLabel" label="What" maxLength={100} error={errorOf('dayLabel')} />
        <NativeSelect
          label="School"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Dto<'CalendarDayKind'>)}
          data={[
            { value: 'closed', label: 'Closed' },
            { value: 'early', label: 'Closes early' },
          ]}
        />
        {kind === 'early' && (
          <TextInput id="closesAt" name="closesAt" type="time" label="Closes at" error={errorOf('closesAt')} />
        )}
      </div>
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={busy}>
          Add
        </Button>
        <Button variant="default" size="xs" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
