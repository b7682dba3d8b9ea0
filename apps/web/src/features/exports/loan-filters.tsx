import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { LOANS } from '../../lib/device-words.js';
import { useSession } from '../../lib/session.js';

type Field = 'site' | 'open' | 'type' | 'from' | 'until';
/** Filters of the list of loans as the server takes them. */
export type LoansAsked = Partial<Record<Field, string>>;

/** Without those that say nothing. */
export const filled = (asked: LoansAsked): LoansAsked =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));

interface LoanFiltersProps {
  value: LoansAsked;
  onChange: (value: LoansAsked) => void;
}

/** Which loans: of a school, a year, still out or over. */
export function LoanFilters({ value, onChange }: LoanFiltersProps): ReactNode {
  const { sites } = useSession();
  const field = (name: Field) => ({
    value: value[name] ?? '',
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ ...value, [name]: currentTarget.value }),
  });
  const kinds = Object.entries(LOANS).map(([type, label]) => ({ value: type, label }));
  return (
    <>
      <NativeSelect
        label="Handed out at"
        data={[{ value: '', label: 'Every site' }, ...sites.map(({ id, name: label }) => ({ value: id, label }))]}
        {...field('site')}
      />
      <NativeSelect
        label="Open or over"
        data={[
          { value: '', label: 'Both' },
          { value: 'true', label: 'Still out' },
          { value: 'false', label: 'Over' },
        ]}
        {...field('open')}
      />
      <NativeSelect label="Kind" data={[{ value: '', label: 'Every kind' }, ...kinds]} {...field('type')} />
      <TextInput type="date" label="Out on this day or after" {...field('from')} />
      <TextInput type="date" label="Out on this day or before" {...field('until')} />
    </>
  );
}
