import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { BORROWERS, LOANS, LOAN_STATES } from '../../lib/device-words.js';
import { useSession } from '../../lib/session.js';

type Field = 'site' | 'state' | 'type' | 'holder' | 'from' | 'until';
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
  const choices = (every: string, words: Readonly<Record<string, string>>) => [
    { value: '', label: every },
    ...Object.entries(words).map(([value, label]) => ({ value, label })),
  ];
  return (
    <>
      <NativeSelect
        label="Handed out at"
        data={[{ value: '', label: 'Every site' }, ...sites.map(({ id, name: label }) => ({ value: id, label }))]}
        {...field('site')}
      />
      <NativeSelect label="State" data={choices('Every state', LOAN_STATES)} {...field('state')} />
      <NativeSelect label="Kind" data={choices('Every kind', LOANS)} {...field('type')} />
      <NativeSelect label="Who has it" data={choices('Everybody', BORROWERS)} {...field('holder')} />
      <TextInput type="date" label="Out on this day or after" {...field('from')} />
      <TextInput type="date" label="Out on this day or before" {...field('until')} />
    </>
  );
}
