import { Button } from '@mantine/core';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Textarea } from '@mantine/core';
import { ClearanceBadge } from '../../components/clearance-badge.js';
import { FormProblems } from '../../components/form-problems.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import plain from '../../components/plain-table.module.css';
import { api, ask } from '../../lib/api.js';
import { ITEM_STATES, type ClearanceDetail } from '../../lib/clearance-words.js';
import { CONDITIONS, deviceName, modelName } from '../../lib/device-words.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { fullName, gradeText } from '../../lib/person-words.js';
import { can, useSession } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
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
  const { person, site, state } = clearance;
  const mayClose = state === 'open' && can(session, 'device:propose-write-off', site.id);
  return (
    <Page
      title={`Clearance of ${fullName(person)}`}
      area="Clearances"
      crumbs={[{ label: 'Clearances', href: '/clearances' }]}
      beside={<ClearanceBadge {...clearance} />}
      lead={
        <>
          <Link to="/people/$id" params={{ id: person.id }}>
            {person.number}
          </Link>
          {[gradeText(person.grade), person.homeroom && `Homeroom ${person.homeroom}`, site.name]
            .filter(Boolean)
            .map((part) => ` · ${part}`)}
          {` · last day ${dayText(clearance.dueOn)}`}
        </>
      }
      actions={
        <>
          {mayClose && (
            <Button variant="default" onClick={() => setClosing(true)}>
              Close with an exception
            </Button>
          )}
          {!person.doNotContact && <Button onClick={() => window.print()}>Print the slip</Button>}
        </>
      }
    >
      {person.doNotContact && (
        <p className={styles.stop} role="note">
          Do not contact this family. Nothing is printed for them; take a device back by its tag alone.
        </p>
      )}
      {closing && <ClosePanel clearance={clearance} onClose={() => setClosing(false)} />}
      <Slip clearance={clearance} />
    </Page>
  );
}

function Slip({ clearance }: { clearance: ClearanceDetail }): ReactNode {
  const { district } = useSession();
  const { lines, note, closedByName, person, state, overdueOn } = clearance;
  return (
    <section className={styles.slip} aria-label="Items" data-print={!person.doNotContact}>
      <p className={styles.paperOnly}>{district.name} · exit clearance of devices</p>
      {lines.length === 0 ? (
        <p>Nothing was out on the last day.</p>
      ) : (
        <div className={plain.scroll}>
          <table className={plain.table}>
            <caption>Devices that were out on the last day</caption>
            <thead>
              <tr>
                <th scope="col">Device</th>
                <th scope="col">Model</th>
                <th scope="col">Serial</th>
                <th scope="col">Since</th>
                <th scope="col">Condition</th>
                <th scope="col">Standing</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ id, device, loanedAt, state: standing, settledAt }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link to="/devices/$id" params={{ id: device.id }} className="mono">
                      {deviceName(device)}
                    </Link>
                  </th>
                  <td>{modelName(device.model)}</td>
                  <td className="mono">{device.serial?.slice(-4).padStart(5, '…') ?? '–'}</td>
                  <td>{dayText(loanedAt.slice(0, 10))}</td>
                  <td>{CONDITIONS[device.condition]}</td>
                  <td>
                    {ITEM_STATES[standing]}
                    {settledAt && ` ${dayText(settledAt.slice(0, 10))}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {state === 'open' && <p>Late from {dayText(overdueOn)} on.</p>}
      {note && (
        <p>
          Closed with an exception{closedByName && ` by ${closedByName}`}: {note}
        </p>
      )}
      <p className={styles.sign}>
        <span>Received by (staff)</span>
        <span>Returned by</span>
        <span>Date</span>
      </p>
    </section>
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
