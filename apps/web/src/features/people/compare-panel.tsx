import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Facts } from '../../components/facts.js';
import { FormProblems } from '../../components/form-problems.js';
import { Panel } from '../../components/panel.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { deviceName, LOANS, modelName } from '../../lib/device-words.js';
import { refusedFields } from '../../lib/form.js';
import { fullName, gradeText, type Person } from '../../lib/person-words.js';
import { personQueryOf } from './person-queries.js';
import styles from './temporary.module.css';

interface CompareProps {
  temporary: Dto<'TemporaryPersonDto'>;
  match: Dto<'RosterMatchDto'>;
  onClose: () => void;
}

const CONFLICT = 'One of the two records was changed meanwhile. Close this and compare again.';

const useOpenLoans = (id: string) =>
  useQuery({
    queryKey: ['person', id, 'loans', 'open'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/people/{id}/loans', { params: { path: { id }, query: { open: true, limit: 50 } }, signal })),
  });

/** Both records beside each other, with what each has: the last look before there is only one. */
export function ComparePanel({ temporary: { person, knownNumber }, match, onClose }: CompareProps): ReactNode {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/api/v1/temporary-people/{id}/merge', {
          params: { path: { id: person.id } },
          body: { version: person.version, intoId: match.person.id, intoVersion: match.person.version },
        }),
      ),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['temporary-people'] });
      await client.invalidateQueries({ queryKey: ['person'] });
      await navigate({ to: '/people/$id', params: { id } });
    },
  });
  return (
    <Panel title="Is this the same student?" onClose={onClose}>
      <FormProblems problems={refusedFields(error, 'merge', CONFLICT)} />
      <div className={styles.pair}>
        <Record title="Temporary record" person={person} other={match.person} expects={knownNumber} />
        <Record title="On the roster" person={match.person} other={person} />
      </div>
      <OverLimit ids={[person.id, match.person.id]} survivor={match.person.id} />
      <p className={styles.warning}>
        What differs is marked. After the merge the roster’s record has the devices, reservations and history of both. A
        merge cannot be taken back.
      </p>
      <div className={styles.buttons}>
        <Button id="merge" loading={isPending} onClick={() => mutate()}>
          Same student: merge
        </Button>
        <Button variant="default" onClick={onClose}>
          Not the same
        </Button>
      </div>
    </Panel>
  );
}

interface RecordProps {
  title: string;
  person: Person;
  other: Person;
  expects?: string | null;
}

function Record({ title, person, other, expects }: RecordProps): ReactNode {
  const { data } = useOpenLoans(person.id);
  const compared = (read: (of: Person) => string | null | undefined): ReactNode =>
    read(person) === read(other) ? read(person) : <mark className={styles.differs}>{read(person) ?? '–'}</mark>;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <Facts
        rows={[
          ['Name', compared(fullName)],
          ['Number', <span className="mono">{expects ? `${person.number} (expects ${expects})` : person.number}</span>],
          ['Grade', compared(({ grade }) => gradeText(grade))],
          ['Homeroom', compared(({ homeroom }) => homeroom)],
          ['Site', compared(({ site }) => site?.name)],
          [
            'Out now',
            data &&
              (data.items.length === 0 ? (
                'Nothing'
              ) : (
                <ul className={styles.loans}>
                  {data.items.map(({ id, device, type }) => (
                    <li key={id}>
                      <span className="mono">{deviceName(device)}</span> {modelName(device.model)} · {LOANS[type]}
                    </li>
                  ))}
                </ul>
              )),
          ],
        ]}
      />
    </section>
  );
}

/** More than the limit is shown, and never in the way: the devices are out, whatever the records say. */
function OverLimit({ ids: [one, other], survivor }: { ids: [string, string]; survivor: string }): ReactNode {
  const { data: detail } = useQuery(personQueryOf(survivor));
  const [first, second] = [useOpenLoans(one), useOpenLoans(other)];
  if (!detail || !first.data || !second.data) return null;
  const assigned = [...first.data.items, ...second.data.items].filter(({ type }) => type === 'one-to-one').length;
  if (assigned <= detail.limits.oneToOne) return null;
  return (
    <p className={styles.over} role="status">
      Together they have {assigned} assigned devices; {detail.limits.oneToOne} is the limit. Take one back when you can.
    </p>
  );
}
