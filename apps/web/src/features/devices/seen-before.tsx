import { Button, Popover, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { addDays, dayIn, isDay } from '@app/kernel';
import { useState, type FormEvent, type ReactNode } from 'react';
import chips from '../../components/filter-bar.module.css';
import { useSession } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import styles from './devices.module.css';

/** "Not seen since a day": typed, or one of three common spans. */
export function SeenBefore({ value, onChange }: { value?: string; onChange: (day: string | null) => void }): ReactNode {
  const [open, setOpen] = useState(false);
  const choose = (day: string | null): void => {
    setOpen(false);
    onChange(day);
  };
  const toggle = (): void => setOpen(!open);
  return (
    <span className={value ? chips.chip : undefined}>
      <Popover position="bottom-start" trapFocus returnFocus opened={open} onChange={setOpen}>
        <Popover.Target>
          {value ? (
            <button type="button" className={chips.chipText} onClick={toggle}>
              Not seen since {dayText(value)}
            </button>
          ) : (
            <Button variant="default" size="compact-sm" onClick={toggle}>
              Not seen since…
            </Button>
          )}
        </Popover.Target>
        <Popover.Dropdown>
          <DayChoice value={value} onChoose={choose} />
        </Popover.Dropdown>
      </Popover>
      {value && (
        <button
          type="button"
          className={chips.chipRemove}
          aria-label="Remove filter Not seen since"
          onClick={() => onChange(null)}
        >
          <IconX size={14} aria-hidden />
        </button>
      )}
    </span>
  );
}

function DayChoice({ value, onChoose }: { value?: string; onChoose: (day: string) => void }): ReactNode {
  const { district } = useSession();
  const [wrong, setWrong] = useState(false);
  const today = dayIn(district.timeZone, new Date());
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const day = new FormData(event.currentTarget).get('day');
    if (typeof day === 'string' && isDay(day)) onChoose(day);
    else setWrong(true);
  };
  return (
    <form className={styles.dayForm} onSubmit={submit} noValidate>
      <div className={styles.presets}>
        {[30, 90, 365].map((days) => (
          <Button key={days} variant="default" size="compact-sm" onClick={() => onChoose(addDays(today, -days))}>
            {days === 365 ? '1 year' : `${days} days`}
          </Button>
        ))}
      </div>
      <TextInput
        type="date"
        name="day"
        label="Neither scanned nor synchronised since"
        defaultValue={value}
        error={wrong && 'Enter a day'}
      />
      <Button type="submit" size="xs">
        Apply
      </Button>
    </form>
  );
}
