import { joinWords } from '@app/kernel';
import { Button, Checkbox, Popover, SegmentedControl, TextInput } from '@mantine/core';
import { IconFilterPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { language } from '../lib/language.js';
import { useUrlState, type UrlState } from '../lib/use-url-state.js';
import { chipText, chosenOf, type Filter } from './filter-chips.js';
import styles from './filter-bar.module.css';
import { filterWord } from './filter-words.js';

export type { Filter };

const emptied = ({ param, not }: Filter): Record<string, null> => ({ [param]: null, ...(not && { [not]: null }) });

/** Values of one filter with OR, filters with AND, all of it in the address. */
export function FilterBar({ filters, children }: { filters: Filter[]; children?: ReactNode }): ReactNode {
  const [search, set] = useUrlState();
  const active = filters.filter((filter) => chosenOf(filter, search).values.length > 0);
  return (
    <div className={styles.bar} role="group" aria-label={filterWord('filters')} lang={language()}>
      {children}
      {active.map((filter) => (
        <FilterChip key={filter.param} filter={filter} search={search} set={set} />
      ))}
      <AddFilter filters={filters} search={search} set={set} />
      {active.length > 1 && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => set(Object.assign({}, ...active.map(emptied)) as Record<string, null>)}
        >
          {filterWord('clear')}
        </Button>
      )}
    </div>
  );
}

type SetUrl = (change: Record<string, string | null>) => void;

interface ChipProps {
  filter: Filter;
  search: UrlState;
  set: SetUrl;
}

function FilterChip({ filter, search, set }: ChipProps): ReactNode {
  return (
    <span className={styles.chip}>
      <Popover position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button type="button" className={styles.chipText}>
            {chipText(filter, search)}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <Options filter={filter} search={search} set={set} />
        </Popover.Dropdown>
      </Popover>
      <button
        type="button"
        className={styles.chipRemove}
        aria-label={filterWord('remove', { label: filter.label })}
        onClick={() => set(emptied(filter))}
      >
        <IconX size={14} aria-hidden />
      </button>
    </span>
  );
}

interface AddFilterProps {
  filters: Filter[];
  search: UrlState;
  set: SetUrl;
}

/** Which filter, then its values; it stays open for several of them. */
function AddFilter({ filters, search, set }: AddFilterProps): ReactNode {
  const [open, setOpen] = useState(false);
  const [param, setParam] = useState<string | null>(null);
  const chosen = filters.find((candidate) => candidate.param === param);
  const free = filters.filter((filter) => chosenOf(filter, search).values.length === 0);
  if (free.length === 0 && !open) return null;
  const toggle = (next: boolean): void => {
    setOpen(next);
    setParam(null);
  };
  return (
    <Popover position="bottom-start" trapFocus returnFocus opened={open} onChange={toggle}>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFilterPlus size={15} />}
          onClick={() => toggle(!open)}
        >
          {filterWord('add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {chosen ? (
          <Options filter={chosen} search={search} set={set} />
        ) : (
          <ul className={styles.menu}>
            {free.map((candidate) => (
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

/** Whether it is or is not, and the values; a value that is chosen says which of the two the address has. */
function Options({ filter, search, set }: ChipProps): ReactNode {
  const found = chosenOf(filter, search);
  const [negative, setNegative] = useState(found.negative);
  const put = (values: string[], not: boolean): void => {
    const name = not && filter.not ? filter.not : filter.param;
    set({ ...emptied(filter), [name]: joinWords(values) || null });
  };
  return (
    <>
      {filter.not && (
        <SegmentedControl
          size="xs"
          fullWidth
          className={styles.sense}
          aria-label={filterWord('sense', { label: filter.label })}
          value={negative ? 'not' : 'is'}
          data={[
            { value: 'is', label: filterWord('is') },
            { value: 'not', label: filterWord('not') },
          ]}
          onChange={(sense) => {
            setNegative(sense === 'not');
            put(found.values, sense === 'not');
          }}
        />
      )}
      <OptionList filter={filter} values={found.values} onChange={(values) => put(values, negative)} />
    </>
  );
}

interface OptionListProps {
  filter: Filter;
  values: string[];
  onChange: (values: string[]) => void;
}

function OptionList({ filter, values, onChange }: OptionListProps): ReactNode {
  const [text, setText] = useState('');
  const box = useRef<HTMLFieldSetElement>(null);
  // The list takes the place of the menu that had the focus.
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const options = filter.options ?? values.map((value) => ({ value, label: value }));
  const typed = filter.options === undefined;
  const shown = typed
    ? options
    : options.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()));
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const word = text.trim();
    if (typed && word) onChange([...new Set([...values, word])]);
    if (typed) setText('');
  };
  return (
    <fieldset ref={box} className={styles.options}>
      <legend>{filter.label}</legend>
      {(typed || options.length > 10) && (
        <form onSubmit={add} className={styles.find}>
          <TextInput
            size="xs"
            aria-label={typed ? filter.label : filterWord('find', { label: filter.label })}
            placeholder={typed ? `${filter.label}…` : filterWord('find.short')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {typed && (
            <Button type="submit" size="xs" variant="default">
              {filterWord('add.value')}
            </Button>
          )}
        </form>
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
