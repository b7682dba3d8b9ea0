import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Block } from '../../components/page.js';
import { api, ask } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import type { PersonDetail } from '../../lib/person-words.js';
import { can, useSession } from '../../lib/session.js';
import { dayText, todayIn } from '../../lib/time.js';
import { personQueryOf } from './person-queries.js';
import styles from './people.module.css';

/** Whether the family has signed for this school year. What a desk makes of it is the site's policy. */
export function AgreementBlock({ person }: { person: PersonDetail }): ReactNode {
  const session = useSession();
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (signedOn: string | null) =>
      ask(
        api.PUT('/api/v1/people/{id}/agreement', {
          params: { path: { id: person.id } },
          body: { version: person.version, signedOn },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: personQueryOf(person.id).queryKey, exact: true }),
  });
  const mayRecord = person.sites.some((site) => can(session, 'person:edit', site.id));
  const signedOn = person.agreementSignedOn;
  return (
    <Block
      title="Agreement"
      actions={
        mayRecord && (
          <Button
            variant="default"
            size="compact-sm"
            loading={isPending}
            onClick={() => mutate(signedOn ? null : todayIn(session.district.timeZone))}
          >
            {signedOn ? 'Not signed' : 'Signed today'}
          </Button>
        )
      }
    >
      <FormProblems
        problems={refusedFields(error, 'agreement', 'Somebody else changed this person. Load the page again.')}
      />
      <p className={styles.muted}>
        {person.agreementOptedOut && 'The family takes no device home this school year. '}
        {signedOn
          ? `Signed for this school year on ${dayText(signedOn)}.`
          : 'No agreement on record for this school year.'}
      </p>
    </Block>
  );
}
