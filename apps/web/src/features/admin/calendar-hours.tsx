import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import type { Dto } from '../../lib/api.js';
import { hoursLines, WEEKDAYS } from '../../lib/school-calendar.js';
import styles from './admin.module.css';

type Hours = Dto<'HoursDto'>;

interface CalendarHoursProps {
  hours: Hours[];
  busy: boolean;
  onSave: (hours: Hours[], done: () => void) => void;
  /** Beside the button that opens the form. */
  more?: ReactNode;
}

/** Opening hours by weekday: a daily loan is due at closing time. */
export function CalendarHours({ hours, busy, onSave, more }: CalendarHoursProps): ReactNode {
  const [editing, setEditing] = useState(false);
  const close = (): void => setEditing(false);
  if (editing)
    return <HoursForm hours={hours} busy={busy} onSave={(changed) => onSave(changed, close)} onCancel={close} />;
  return (
    <div className={styles.buttons}>
      <span>{hoursLines(hours).join(', ') || 'No hours: every day is closed'}</span>
      <Button variant="default" size="compact-xs" onClick={() => setEditing(true)}>
        Change hours
      </Button>
      {more}
    </div>
  );
}

interface HoursFormProps {
  hours: Hours[];
  busy: boolean;
  onSave: (hours: Hours[]) => void;
  onCancel: () => void;
}

function HoursForm({ hours, busy, onSave, onCancel }: HoursFormProps): ReactNode {
  const usual = hours.at(0) ?? { opensAt: '07:30', closesAt: '16:00' };
  const [rows, setRows] = useState(() =>
    WEEKDAYS.map((_, index) => {
      const found = hours.find(({ weekday }) => weekday === index + 1);
      return { open: found !== undefined, ...usual, ...found, weekday: index + 1 };
    }),
  );
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const set = (weekday: number, change: Partial<(typeof rows)[number]>): void =>
    setRows(rows.map((row) => (row.weekday === weekday ? { ...row, ...change } : row)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const open = rows.filter((row) => row.open);
    const wrong = open
      .filter(({ opensAt, closesAt }) => !opensAt || !closesAt || closesAt <= opensAt)
      .map(({ weekday }) => ({
        field: `opens-${weekday}`,
        message: `${WEEKDAYS[weekday - 1]}: school must close later than it opens`,
      }));
    setProblems(wrong);
    if (wrong.length === 0) onSave(open.map(({ weekday, opensAt, closesAt }) => ({ weekday, opensAt, closesAt })));
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={problems} />
      <table className={styles.hours}>
        <caption className="visually-hidden">Opening hours by weekday</caption>
        <tbody>
          {rows.map((row) => (
            <HoursRow key={row.weekday} row={row} onChange={(change) => set(row.weekday, change)} />
          ))}
        </tbody>
      </table>
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={busy}>
          Save hours
        </Button>
        <Button variant="default" size="xs" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface HoursRowProps {
  row: Hours & { open: boolean };
  onChange: (change: Partial<Hours & { open: boolean }>) => void;
}

const HoursRow = ({ row: { weekday, open, opensAt, closesAt }, onChange }: HoursRowProps): ReactNode => (
  <tr>
    <th scope="row">
      <Checkbox
        label={WEEKDAYS[weekday - 1]}
        checked={open}
        onChange={(event) => onChange({ open: event.currentTarget.checked })}
      />
    </th>
    <td>
      <TextInput
        id={`opens-${weekday}`}
        type="time"
        size="xs"
        aria-label={`${WEEKDAYS[weekday - 1]} opens at`}
        value={opensAt}
        disabled={!open}
        onChange={(event) => onChange({ opensAt: event.currentTarget.value })}
      />
    </td>
    <td>
      <TextInput
        type="time"
        size="xs"
        aria-label={`${WEEKDAYS[weekday - 1]} closes at`}
        value={closesAt}
        disabled={!open}
        onChange={(event) => onChange({ closesAt: event.currentTarget.value })}
      />
    </td>
  </tr>
);
