import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { api, ask, type Dto } from '../../lib/api.js';
import { filledFields, formValues, refusedFields } from '../../lib/form.js';
import { dayText } from '../../lib/time.js';
import { hoursLines, ownPart, stretches, type Stretch } from '../../lib/school-calendar.js';
import { calendarQuery } from '../../lib/site-queries.js';
import styles from './sites.module.css';

type Calendar = Dto<'CalendarDto'>;
type Edit = Dto<'EditCalendarDto'>;

const CONFLICT = 'Somebody else changed this site meanwhile. The calendar is loaded again: repeat your change.';

function useChange(siteId: string, done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Edit) => ask(api.PUT('/api/v1/sites/{id}/calendar', { params: { path: { id: siteId } }, body })),
    onSuccess: (changed) => {
      client.setQueryData(calendarQuery(siteId).queryKey, changed);
      done();
    },
    onError: () => client.invalidateQueries({ queryKey: calendarQuery(siteId).queryKey }),
  });
}

/** Hours and closed days: they decide when a daily loan is due. */
export function CalendarBlock({ siteId, mayEdit }: { siteId: string; mayEdit: boolean }): ReactNode {
  const { data } = useQuery(calendarQuery(siteId));
  const [adding, setAdding] = useState(false);
  if (!data) return <Block title="Calendar">{null}</Block>;
  return (
    <Block
      title={`Calendar ${data.schoolYear.label}`}
      actions={
        mayEdit &&
        !adding && (
          <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
            Add a day
          </Button>
        )
      }
    >
      <p className={styles.muted}>
        {dayText(data.schoolYear.startsOn)} – {dayText(data.schoolYear.endsOn)} ·{' '}
        {data.hoursFrom === 'district' ? 'the district’s hours' : 'own hours'}:{' '}
        {hoursLines(data.hours).join(', ') || 'none'}
      </p>
      {adding && <NewDay siteId={siteId} calendar={data} onClose={() => setAdding(false)} />}
      <DayTable siteId={siteId} calendar={data} mayEdit={mayEdit} />
    </Block>
  );
}

function DayTable({ siteId, calendar, mayEdit }: { siteId: string; calendar: Calendar; mayEdit: boolean }): ReactNode {
  const { mutate, isPending, error } = useChange(siteId, () => undefined);
  const remove = ({ on, until }: Stretch): void => {
    const own = ownPart(calendar);
    const days = own.days.filter((day) => day.on < on || day.on > until);
    mutate({ version: calendar.version, hours: own.hours, days });
  };
  return (
    <>
      <FormProblems problems={refusedFields(error, 'calendar-days', CONFLICT)} />
      <table className={table.table} id="calendar-days" tabIndex={-1}>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">What</th>
            <th scope="col">School</th>
            <th scope="col">Set by</th>
          </tr>
        </thead>
        <tbody>
          {stretches(calendar.days).map((day) => (
            <tr key={day.on + day.from}>
              <td>{day.on === day.until ? dayText(day.on) : `${dayText(day.on)} – ${dayText(day.until)}`}</td>
              <th scope="row">{day.label}</th>
              <td>{day.kind === 'closed' ? 'Closed' : `Closes ${day.closesAt ?? 'early'}`}</td>
              <td>
                {day.from === 'district' ? 'District' : 'Site'}{' '}
                {mayEdit && day.from === 'site' && (
                  <Button
                    variant="default"
                    size="compact-xs"
                    disabled={isPending}
                    aria-label={`Remove ${day.label}`}
                    onClick={() => remove(day)}
                  >
                    Remove
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface NewDayProps {
  siteId: string;
  calendar: Calendar;
  onClose: () => void;
}

function NewDay({ siteId, calendar, onClose }: NewDayProps): ReactNode {
  const [kind, setKind] = useState<Dto<'CalendarDayKind'>>('closed');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useChange(siteId, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { on, label, closesAt } = filledFields(formValues(event.currentTarget));
    const wrong = [
      ...(on ? [] : [{ field: 'on', message: 'Choose a day' }]),
      ...(label ? [] : [{ field: 'label', message: 'Say what it is' }]),
      ...(kind === 'early' && !closesAt ? [{ field: 'closesAt', message: 'Give the time when school closes' }] : []),
    ];
    setProblems(wrong);
    if (wrong.length > 0) return;
    const own = ownPart(calendar);
    const day = { on, kind, label, closesAt: kind === 'early' ? closesAt : null };
    mutate({ version: calendar.version, hours: own.hours, days: [...own.days.filter((each) => each.on !== on), day] });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'on', CONFLICT);
  const errorOf = (field: string): string | undefined => shown.find((each) => each.field === field)?.message;
  return (
    <form className={styles.inlineForm} onSubmit={submit} noValidate>
      <FormProblems problems={shown} />
      <TextInput id="on" name="on" type="date" label="Day" error={errorOf('on')} />
      <TextInput id="label" name="label" label="What" maxLength={100} error={errorOf('label')} />
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
      <div className={styles.buttons}>
        <Button type="submit" size="xs" loading={isPending}>
          Add
        </Button>
        <Button variant="default" size="xs" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
