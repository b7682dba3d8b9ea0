import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { useKeptText } from '../../lib/use-kept-text.js';
import { prefixOf, prefixParam } from './choice.rules.js';
import { lastSeriesQuery } from './label-queries.js';
import styles from './labels.module.css';
import { useTyped, type Choice } from './use-choice.js';

/** Fills the empty form once with the series that the district used last; what is cleared or typed then stays so. */
function useLastSeries({ url, set }: Choice, typed: string): void {
  const { data: last = null } = useQuery(lastSeriesQuery());
  const filled = useRef(false);
  const empty = url.prefix === undefined && typed === '';
  useEffect(() => {
    if (!last || filled.current) return;
    filled.current = true;
    if (empty) set({ prefix: prefixParam(last.prefix), digits: last.digits === 6 ? null : String(last.digits) });
  }, [last, empty, set]);
}

/** New tags: how they begin, and how many. */
export function RangeFields({ choice }: { choice: Choice }): ReactNode {
  const { url, set } = choice;
  const keep = useCallback((text: string) => set({ prefix: prefixParam(text) }), [set]);
  const prefix = useKeptText(prefixOf(url), keep);
  useLastSeries(choice, prefix.text);
  const digits = useTyped(choice, 'digits', '6');
  const many = useTyped(choice, 'count');
  const first = useTyped(choice, 'first');
  const number = { inputMode: 'numeric', autoComplete: 'off' } as const;
  return (
    <>
      <div className={styles.row}>
        <TextInput
          id="label-prefix"
          error={choice.errors['label-prefix']}
          label="Begin with"
          placeholder="Numbers alone"
          autoComplete="off"
          spellCheck={false}
          maxLength={20}
          classNames={{ input: 'mono' }}
          value={prefix.text}
          onChange={(event) => prefix.setText(event.currentTarget.value.toUpperCase())}
          onBlur={() => prefix.flush()}
        />
        <NativeSelect
          id="label-digits"
          error={choice.errors['label-digits']}
          label="Digits"
          value={digits.text}
          data={['3', '4', '5', '6', '7', '8', '9', '10']}
          onChange={(event) => digits.flush(event.currentTarget.value)}
        />
        <TextInput
          {...number}
          id="label-count"
          error={choice.errors['label-count']}
          label="How many"
          maxLength={5}
          value={many.text}
          onChange={(event) => many.setText(event.currentTarget.value)}
          onBlur={() => many.flush()}
        />
      </div>
      <TextInput
        {...number}
        id="label-first"
        error={choice.errors['label-first']}
        label="First number"
        placeholder="The next one that is free"
        description="A number that was printed once is never given out again."
        maxLength={12}
        value={first.text}
        onChange={(event) => first.setText(event.currentTarget.value)}
        onBlur={() => first.flush()}
      />
    </>
  );
}
