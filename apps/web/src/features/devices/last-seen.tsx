import { addDays } from '@app/kernel';
import { Button, Popover, SegmentedControl, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { filterSay } from '../../components/device-filters/device-filter-words.js';
import {
  lastDay,
  SEEN_SENSES,
  seenText,
  senseOf,
  spanOf,
  type SeenProblem,
  type SeenSpan,
} from '../../components/device-filters/seen-span.js';
import chips from '../../components/filter-bar.module.css';
import { filterWord } from '../../components/filter-words.js';
import { formValues } from '../../lib/form.js';
import { useSession } from '../../lib/session.js';
import { todayIn } from '../../lib/time.js';
import styles from './devices.module.css';

interface LastSeenProps {
  value: SeenSpan;
  onChange: (span: SeenSpan) => void;
}

/** When somebody had the device in hand: before a day, after one, or between two. */
export function LastSeen({ value, onChange }: LastSeenProps): ReactNode {
  const [open, setOpen] = useState(false);
  const chosen = value.seenBefore !== undefined || value.seenAfter !== undefined;
  const choose = (span: SeenSpan): void => {
    setOpen(false);
    onChange(span);
  };
  const toggle = (): void => setOpen(!open);
  return (
    <span className={chosen ? chips.chip : undefined}>
      <Popover position="bottom-start" trapFocus returnFocus opened={open} onChange={setOpen}>
        <Popover.Target>
          {chosen ? (
            <button type="button" className={chips.chipText} onClick={toggle}>
              {seenText(value)}
            </button>
          ) : (
            <Button variant="default" size="compact-sm" onClick={toggle}>
              {filterSay('seen')}…
            </Button>
          )}
        </Popover.Target>
        <Popover.Dropdown>
          <SpanForm value={value} onChoose={choose} />
        </Popover.Dropdown>
      </Popover>
      {chosen && (
        <button
          type="button"
          className={chips.chipRemove}
          aria-label={filterWord('remove', { label: filterSay('seen') })}
          onClick={() => onChange({})}
        >
          <IconX size={14} aria-hidden />
        </button>
      )}
    </span>
  );
}

function SpanForm({ value, onChoose }: { value: SeenSpan; onChoose: (span: SeenSpan) => void }): ReactNode {
  const { district } = useSession();
  const [sense, setSense] = useState(senseOf(value));
  const [problem, setProblem] = useState<SeenProblem | null>(null);
  const today = todayIn(district.timeZone);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { first = '', last = '' } = formValues(event.currentTarget);
    const span = spanOf(sense, first, last);
    if ('field' in span) setProblem(span);
    else onChoose(span);
  };
  const wrong = (field: SeenProblem['field']): string | undefined =>
    problem?.field === field ? filterSay(problem.key) : undefined;
  return (
    <form className={styles.dayForm} onSubmit={submit} noValidate>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={filterSay('seen.sense')}
        value={sense}
        data={SEEN_SENSES.map((one) => ({ value: one, label: filterSay(`seen.${one}`) }))}
        onChange={setSense}
      />
      {sense === 'before' && (
        <div className={styles.presets}>
          {[30, 90, 365].map((days) => (
            <Button
              key={days}
              variant="default"
              size="compact-sm"
              onClick={() => onChoose({ seenBefore: addDays(today, -days) })}
            >
              {days === 365 ? filterSay('seen.year') : filterSay('seen.days', { n: days })}
            </Button>
          ))}
        </div>
      )}
      <TextInput
        type="date"
        name="first"
        label={filterSay(sense === 'between' ? 'seen.first' : `seen.day.${sense}`)}
        defaultValue={sense === 'before' ? value.seenBefore : value.seenAfter}
        error={wrong('first')}
      />
      {sense === 'between' && (
        <TextInput
          type="date"
          name="last"
          label={filterSay('seen.last')}
          defaultValue={value.seenBefore && lastDay(value.seenBefore)}
          error={wrong('last')}
        />
      )}
      <Button type="submit" size="xs">
        {filterSay('apply')}
      </Button>
    </form>
  );
}
