import { Checkbox, MultiSelect, SegmentedControl } from '@mantine/core';
import { joinWords } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { GRADES } from '../../lib/person-words.js';
import { homeroomsQuery } from '../../lib/site-queries.js';
import { listParam } from '../../lib/use-url-state.js';
import type { Known } from './choice.rules.js';
import { count } from './label-words.js';
import styles from './labels.module.css';
import { NO_STOP } from './no-stop.js';
import { PastedCodes } from './pasted-codes.js';
import type { Choice } from './use-choice.js';

/** The list or the file they are from has an order; only a class list has one of its own. */
const orderWords = (classList: boolean): string =>
  classList
    ? 'A class list goes by homeroom, and in each by family name: not in the order chosen.'
    : 'Printed in the order chosen.';

/** Whose class lists or cards: people as they were chosen, or homerooms. */
export function StudentFields({ choice, known: { siteId, plain } }: { choice: Choice; known: Known }): ReactNode {
  const { url, set, kept } = choice;
  const some = (kept.ids ?? listParam(url.ids)).length;
  const way = url.by === 'codes' ? 'codes' : url.by === 'ids' && some > 0 ? 'ids' : 'homerooms';
  return (
    <>
      <SegmentedControl
        id="label-by"
        size="xs"
        aria-label="Which people"
        value={way}
        data={[
          { value: 'homerooms', label: 'Homerooms' },
          { value: 'codes', label: 'Numbers' },
          ...(some > 0 ? [{ value: 'ids', label: 'Chosen' }] : []),
        ]}
        onChange={(by) => set({ by: by === 'homerooms' ? null : by, stock: null })}
      />
      {way === 'codes' && <PastedCodes choice={choice} of="Numbers of students" />}
      {way === 'ids' && (
        <p className={styles.help}>{some === 1 ? 'One person, as chosen.' : `${count(some)} people, as chosen.`}</p>
      )}
      {way === 'homerooms' && <HomeroomFields choice={choice} siteId={siteId} />}
      {way !== 'homerooms' && <p className={styles.help}>{orderWords(plain)}</p>}
      <p className={styles.help}>Each download is in the access log.</p>
    </>
  );
}

function HomeroomFields({ choice: { url, set }, siteId }: { choice: Choice; siteId: string }): ReactNode {
  const grades = listParam(url.grades);
  const chosen = listParam(url.homerooms);
  const everyone = url.all === 'yes';
  const { data } = useQuery(homeroomsQuery(siteId));
  const students = new Map(data?.items.map((each) => [each.name, each.students]));
  const names = [...students.keys(), ...chosen.filter((name) => !students.has(name))];
  return (
    <>
      <Checkbox
        id="label-everyone"
        size="sm"
        label="Every homeroom of the site"
        checked={everyone}
        onChange={(event) => set({ all: event.currentTarget.checked ? 'yes' : null, grades: null, homerooms: null })}
      />
      <Grades choice={{ url, set }} taught={data?.grades ?? []} />
      <MultiSelect
        id="label-homerooms"
        label="Homerooms"
        placeholder={chosen.length > 0 ? undefined : everyone || grades.length > 0 ? 'All of them' : 'Choose homerooms'}
        searchable
        clearable
        hidePickedOptions
        classNames={{ input: styles.several }}
        maxDropdownHeight={220}
        comboboxProps={{ withinPortal: false }}
        scrollAreaProps={NO_STOP}
        nothingFoundMessage="No such homeroom"
        renderOption={({ option: { value } }) => (
          <span className={styles.homeroom}>
            {value} <small>{count(students.get(value) ?? 0)}</small>
          </span>
        )}
        value={chosen}
        data={names}
        onChange={(next) =>
          set({ homerooms: joinWords(names.filter((name) => next.includes(name))) || null, all: null })
        }
      />
    </>
  );
}

interface GradesProps {
  choice: Pick<Choice, 'url' | 'set'>;
  /** Grades of the site. */
  taught: readonly string[];
}

function Grades({ choice: { url, set }, taught }: GradesProps): ReactNode {
  const grades = listParam(url.grades);
  const offered = GRADES.filter((grade) => taught.includes(grade) || grades.includes(grade));
  return (
    <fieldset className={styles.places}>
      <legend>Whole grades</legend>
      <div className={styles.grades}>
        {offered.map((grade) => (
          <Checkbox
            key={grade}
            size="xs"
            label={grade}
            checked={grades.includes(grade)}
            onChange={(event) => {
              const on = event.currentTarget.checked;
              const next = GRADES.filter((each) => (each === grade ? on : grades.includes(each)));
              set({ grades: next.join(',') || null, all: null });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
