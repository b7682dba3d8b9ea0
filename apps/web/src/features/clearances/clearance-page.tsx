import { clearanceReason } from '@app/kernel';
import { Button } from '@mantine/core';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Textarea } from '@mantine/core';
import { ClearanceBadge } from '../../components/clearance-badge.js';
import { FormProblems } from '../../components/form-problems.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { api, ask } from '../../lib/api.js';
import type { ClearanceDetail } from '../../lib/clearance-words.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { language } from '../../lib/language.js';
import { gradeText } from '../../lib/person-words.js';
import { can, useSession } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import { ClearanceSlip } from './clearance-slip.js';
import notes from '../../components/notes.module.css';
import styles from './clearances.module.css';

/** Each look is written to the access log: kept while the page is open. */
const clearanceQueryOf = (id: string) =>
  queryOptions({
    queryKey: ['clearance', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/clearances/{id}', { params: { path: { id } }, signal })),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

/** What one person has to give back. The page is the slip: its print is what the family signs. */
export function ClearancePage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const session = useSession();
  const { data: clearance } = useSuspenseQuery(clearanceQueryOf(id));
  const [closing, setClosing] = useState(false);
  const { person, display, site, state } = clearance;
  const mayClose = state === 'open' && can(session, 'device:propose-write-off', site.id);
  return (
    <Page
      title={`Clearance of ${display}`}
      area="Clearances"
      crumbs={[{ label: 'Clearances', href: '/clearances' }]}
      beside={<ClearanceBadge {...clearance} />}
      lead={
        <>
          {person && (
            <>
              <Link to="/people/$id" params={{ id: person.id }}>
                {person.number}
              </Link>
              {' · '}
            </>
          )}
          {[
            person && gradeText(person.grade),
            person?.homeroom && `Homeroom ${person.homeroom}`,
            site.name,
            `last day ${dayText(clearance.dueOn)}`,
          ]
            .filter(Boolean)
            .join(' · ')}
          {clearance.movedTo && (
            <>
              {' · '}
              <span lang={language()}>{clearanceReason(clearance.reason, clearance.movedTo.name, language())}</span>
            </>
          )}
        </>
      }
      actions={
        <>
          {mayClose && (
            <Button variant="default" onClick={() => setClosing(true)}>
              Close with an exception
            </Button>
          )}
          {person && !person.doNotContact && <Button onClick={() => window.print()}>Print the slip</Button>}
        </>
      }
    >
      {person?.doNotContact && (
        <p className={notes.stop} role="note">
          Do not contact this family. Nothing is printed for them; take a device back by its tag alone.
        </p>
      )}
      {closing && <ClosePanel clearance={clearance} onClose={() => setClosing(false)} />}
      <ClearanceSlip clearance={clearance} />
    </Page>
  );
}

function ClosePanel({ clearance, onClose }: { clearance: ClearanceDetail; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const [missing, setMissing] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (note: string) =>
      ask(
        api.POST('/api/v1/clearances/{id}/close', {
          params: { path: { id: clearance.id } },
          body: { version: clearance.version, note },
        }),
      ),
    onSuccess: (closed) => {
      client.setQueryData(clearanceQueryOf(clearance.id).queryKey, closed);
      void client.invalidateQueries({ queryKey: ['clearances'] });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { note } = formValues(event.currentTarget);
    setMissing(!note);
    if (note) mutate(note);
  };
  const problems = missing ? [{ field: 'note', message: 'Say why' }] : refusedFields(error, 'note');
  return (
    <Panel title="Close with an exception" onClose={onClose}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <FormProblems problems={problems} />
        <Textarea
          id="note"
          name="note"
          label="Why is what is still owed let go?"
          description="The loans stay open; a device that comes back later is taken back as usual"
          maxLength={500}
          data-autofocus
          error={problems.at(0)?.message}
        />
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            Close
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}
