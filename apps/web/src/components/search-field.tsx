import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { useSearchInput } from '../lib/use-search-input.js';

interface SearchFieldProps {
  label: string;
  placeholder: string;
  input: ReturnType<typeof useSearchInput>;
}

/** The search of a small list, beside its filters. */
export const SearchField = ({ label, placeholder, input }: SearchFieldProps): ReactNode => (
  <TextInput
    size="xs"
    aria-label={label}
    placeholder={placeholder}
    leftSection={<IconSearch size={14} aria-hidden />}
    maxLength={100}
    autoComplete="off"
    spellCheck={false}
    value={input.text}
    onChange={(event) => input.setText(event.currentTarget.value)}
    onKeyDown={(event) => {
      if (event.key === 'Enter') input.flush(event.currentTarget.value);
      if (event.key === 'Escape') input.flush('');
    }}
  />
);
