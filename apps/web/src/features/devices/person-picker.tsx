import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { api, ask, type Dto } from '../../lib/api.js';
import { useSearchInput } from '../../lib/use-search-input.js';
import styles from './device-page.module.css';

type Person = Dto<'PersonDto'>;

export const personName = ({ givenName, familyName }: Pick<Person, 'givenName' | 'familyName'>): string =>
  `${givenName} ${familyName}`;

/** Finds one person by name or number; the text travels in the body. */
export function PersonPicker({ label, onPick }: { label: string; onPick: (person: Person) => void }): ReactNode {
  const { text, setText, query, flush } = useSearchInput();
  const name = useId();
  const { data, isFetching } = useQuery({
    queryKey: ['people', 'pick', query],
    queryFn: ({ signal }) => ask(api.POST('/api/v1/people/search', { body: { q: query, limit: 8 }, signal })),
    enabled: query.length >= 2,
    gcTime: 60_000,
  });
  const people = data?.items ?? [];
  return (
    <div className={styles.picker}>
      <TextInput
        label={label}
        placeholder="Name or number"
        autoComplete="off"
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (people.length === 1 && !isFetching) onPick(people[0]);
          else flush(event.currentTarget.value);
        }}
      />
      <p id={name} role="status" className="visually-hidden">
        {query.length >= 2 && !isFetching ? `${people.length} found` : ''}
      </p>
      {query.length >= 2 && !isFetching && people.length === 0 && <p className={styles.muted}>Nobody found.</p>}
      <ul aria-label="People found">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => onPick(person)}>
              <strong>{personName(person)}</strong>
              <span>
                {[person.number, person.grade && `Grade ${person.grade}`, person.site?.code]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
