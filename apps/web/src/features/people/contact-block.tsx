import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Block } from '../../components/page.js';
import { api, ask } from '../../lib/api.js';
import { formValues, refusedFields } from '../../lib/form.js';
import type { PersonDetail } from '../../lib/person-words.js';
import { can, useSession } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import { personQueryOf } from './person-queries.js';
import styles from './people.module.css';

/** Some families are not to be written to or called, whatever is owed. Who may see contacts says so, and why. */
export function ContactBlock({ person }: { person: PersonDetail }): ReactNode {
  const session = useSession();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (reason: string | null) =>
      ask(
        api.PUT('/api/v1/people/{id}/do-not-contact', {
          params: { path: { id: person.id } },
          body: { version: person.version, reason },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: personQueryOf(person.id).queryKey, exact: true });
      setAsking(false);
    },
  });
  const maySet = person.sites.some((site) => can(session, 'person:contacts', site.id));
  if (!person.doNotContact && !maySet) return null;
  return (
    <Block
      title="Contact"
      actions={
        maySet &&
        !asking && (
          <Button
            variant="default"
            size="compact-sm"
            loading={isPending}
            onClick={() => (person.doNotContact ? mutate(null) : setAsking(true))}
          >
            {person.doNotContact ? 'Allow contact again' : 'Do not contact'}
          </Button>
        )
      }
    >
      <FormProblems
        problems={refusedFields(error, 'reason', 'Somebody else changed this person. Load the page again.')}
      />
      <Standing person={person} />
      {asking && <ReasonForm pending={isPending} onSave={mutate} onCancel={() => setAsking(false)} />}
    </Block>
  );
}

const Standing = ({ person }: { person: PersonDetail }): ReactNode =>
  person.doNotContact ? (
    <>
      <p>
        <strong>Do not contact the family</strong> since {dayText(person.doNotContactSince?.slice(0, 10) ?? null)}.
        Nothing is printed for them or sent to them.
      </p>
      {person.doNotContactReason && <p className={styles.muted}>{person.doNotContactReason}</p>}
    </>
  ) : (
    <p className={styles.muted}>Letters and calls are allowed.</p>
  );

interface ReasonProps {
  pending: boolean;
  onSave: (reason: string) => void;
  onCancel: () => void;
}

function ReasonForm({ pending, onSave, onCancel }: ReasonProps): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { reason } = formValues(event.currentTarget);
    if (reason) onSave(reason);
  };
  return (
    <form className={styles.line} onSubmit={submit}>
      <TextInput id="reason" name="reason" label="Why" maxLength={300} autoComplete="off" autoFocus />
      <div className={styles.buttons}>
        <Button type="submit" loading={pending}>
          Save
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
