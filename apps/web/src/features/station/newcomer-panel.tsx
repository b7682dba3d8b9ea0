import type { SiteRef } from '@app/scan-engine';
import { LONGEST_NAME } from '@app/kernel';
import { NativeSelect, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import { formValues } from '../../lib/form.js';
import { GRADES } from '../../lib/person-words.js';
import { MISSING_NAMES, temporaryOf, useNewTemporary } from '../../lib/temporary-students.js';
import styles from './quick-add-panel.module.css';
import type { Station } from './station.js';
import { say } from './words.js';

interface NewcomerProps {
  /** The code that was not found, where it may be the student's number. */
  code: string;
  site: SiteRef;
  station: Station;
}

/** A student whom the roster does not have yet, beside the result: the devices go out now, the roster follows. */
export function Newcomer({ code, site, station }: NewcomerProps): ReactNode {
  const [missing, setMissing] = useState<string[]>([]);
  const { mutate, isPending, error } = useNewTemporary(({ id }) => station.welcome(id));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isPending) return;
    const asked = temporaryOf(formValues(event.currentTarget), site.id);
    setMissing(asked.missing);
    if (asked.missing.length === 0) mutate(asked.body);
  };
  return (
    <form
      id="station-newcomer"
      className={styles.panel}
      aria-label={say('person.title')}
      data-closes-on-escape
      data-enter-submits
      onSubmit={submit}
      noValidate
    >
      <h2>{say('newcomer')}</h2>
      <div className={styles.pair}>
        <Name field="givenName" label={say('person.given')} missing={missing} />
        <Name field="familyName" label={say('person.family')} missing={missing} />
      </div>
      <div className={styles.pair}>
        <NativeSelect name="grade" label={say('person.grade')} data={['', ...GRADES]} />
        <TextInput
          name="knownNumber"
          label={say('person.number')}
          classNames={{ input: 'mono' }}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          data-takes-scans=""
          defaultValue={code}
        />
      </div>
      <p className={styles.note}>{say('person.note', { code: site.code })}</p>
      <div role="alert">
        {(missing.length > 0 ? missing.map((field) => MISSING_NAMES[field]) : refusal(error)).map((problem) => (
          <p key={problem} className={styles.problem}>
            <IconAlertTriangle size={18} aria-hidden /> {problem}
          </p>
        ))}
      </div>
      <div className={styles.buttons}>
        <button type="submit" data-main="" aria-disabled={isPending}>
          {say('person.add')}
        </button>
        <button type="button" onClick={() => station.escape()}>
          {say('close')} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}

const Name = ({ field, label, missing }: { field: string; label: string; missing: string[] }): ReactNode => (
  <TextInput
    name={field}
    label={label}
    autoComplete="off"
    spellCheck={false}
    maxLength={LONGEST_NAME}
    error={missing.includes(field) && MISSING_NAMES[field]}
  />
);

function refusal(error: unknown): string[] {
  if (!error) return [];
  const { status, errors, detail, title } = problemOf(error);
  if (status === 0) return [say('person.offline')];
  return errors?.map(({ message }) => say('person.bad-number', { message })) ?? [detail ?? title];
}
