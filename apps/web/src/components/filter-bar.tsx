import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconFilterPlus, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { listParam, useUrlState } from '../lib/use-url-state.js';
import styles from './filter-bar.module.css';

export interface Filter {
  /** Name of the search parameter and of the API's filter. */
  param: string;
  label: string;
  /** At most 100; longer lists search on the server instead. */
  options: { value: string; label: string }[];
}

/** Values of one filter with OR, filters with AND, all of it in the address. */
export function FilterBar({ filters, children }: { filters: Filter[]; children?: ReactNode }): ReactNode {
  const [search, set] = useUrlState();
  const active = filters.filter(({ param }) => listParam(search[param]).length > 0);
  return (
    <div className={styles.bar} role="group" aria-label="Filters">
      {children}
      {active.map((filter) => (
        <FilterChip key={filter.param} filter={filter} values={listParam(search[filter.param])} set={set} />
      ))}
      <AddFilter
        filters={filters.filter((filter) => !active.includes(filter))}
        onAdd={(param, value) => set({ [param]: value, after: null })}
      />
      {active.length > 1 && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => set(Object.fromEntries(active.map(({ param }) => [param, null])))}
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}

interface ChipProps {
  filter: Filter;
  values: string[];
  set: (change: Record<string, string | null>) => void;
}

function FilterChip({ filter, values, set }: ChipProps): ReactNode {
  const words = values.map((value) => filter.options.find((option) => option.value === value)?.label ?? value);
  return (
    <span className={styles.chip}>
      <Popover position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button type="button" className={styles.chipText}>
            {filter.label} is {words.join(', ')}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <OptionList
            filter={filter}
            values={values}
            onChange={(next) => set({ [filter.param]: next.join(',') || null })}
          />
        </Popover.Dropdown>
      </Popover>
      <button
        type="button"
        className={styles.chipRemove}
        aria-label={`Remove filter ${filter.label}`}
        onClick={() => set({ [filter.param]: null })}
      >
        <IconX size={14} aria-hidden />
      </button>
    </span>
  );
}

function AddFilter({
  filters,
  onAdd,
}: {
  filters: Filter[];
  onAdd: (param: string, value: string) => void;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const [param, setParam] = useState<string | null>(null);
  const filter = filters.find((candidate) => candidate.param === param);
  if (filters.length === 0) return null;
  const close = (next: boolean): void => {
    setOpen(next);
    if (!next) setParam(null);
  };
  return (
    <Popover position="bottom-start" trapFocus returnFocus opened={open} onChange={close}>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFilterPlus size={15} />}
          onClick={() => close(!open)}
        >
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {filter ? (
          <OptionList
            filter={filter}
            values={[]}
            onChange={([value]) => {
              close(false);
              onAdd(filter.param, value);
            }}
          />
        ) : (
          <ul className={styles.menu}>
            {filters.map((candidate) => (
              <li key={candidate.param}>
                <button type="button" onClick={() => setParam(candidate.param)}>
                  {candidate.label}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function OptionList({
  filter,
  values,
  onChange,
}: {
  filter: Filter;
  values: string[];
  onChange: (values: string[]) => void;
}): ReactNode {
  const [text, setText] = useState('');
  const shown = filter.options.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <fieldset className={styles.options}>
      <legend>{filter.label}</legend>
      {filter.options.length > 10 && (
        <TextInput
          size="xs"
          aria-label={`Find in ${filter.label}`}
          placeholder="Find…"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <div className={styles.optionList}>
        {shown.map(({ value, label }) => (
          <Checkbox
            key={value}
            size="sm"
            label={label}
            checked={values.includes(value)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...values, value] : values.filter((other) => other !== value))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
