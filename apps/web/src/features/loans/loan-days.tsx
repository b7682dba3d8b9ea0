import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { schoolYearsQuery } from '../../lib/school-years.js';
import { endsBeforeItBegins, yearOf, type LoansQuery } from './loan-filter.js';
import styles from './loans.module.css';

interface LoanDaysProps {
  query: LoansQuery;
  set: (change: Record<string, string | null>, options?: { replace?: boolean }) => void;
}

/** Out in a school year, or between two days. */
export function LoanDays({ query, set }: LoanDaysProps): ReactNode {
  const { data: years = [] } = useQuery(schoolYearsQuery);
  const day = (name: 'from' | 'until') => ({
    size: 'xs' as const,
    type: 'date',
    value: query[name] ?? '',
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      set({ [name]: currentTarget.value || null }, { replace: true }),
  });
  const chosen = yearOf(years, query);
  const other = query.from || query.until ? 'Other days' : 'Any time';
  return (
    <div className={styles.filters} role="group" aria-label="When it was out">
      <NativeSelect
        size="xs"
        label="Out in school year"
        value={chosen}
        data={[
          { value: '', label: chosen ? 'Any time' : other },
          ...years.map(({ id, label }) => ({ value: id, label })),
        ]}
        onChange={({ currentTarget }) => {
          const year = years.find(({ id }) => id === currentTarget.value);
          set({ from: year?.startsOn ?? null, until: year?.endsOn ?? null });
        }}
      />
      <TextInput label="Out on or after" max={query.until} {...day('from')} />
      <TextInput
        label="Out on or before"
        min={query.from}
        error={endsBeforeItBegins(query) && 'Is before the first day'}
        {...day('until')}
      />
    </div>
  );
}
