import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Facts } from '../../components/facts.js';
import { LabelsLink } from '../../components/labels-link.js';
import { DoNotContact } from '../../components/clearance-badge.js';
import { PersonBadge } from '../../components/person-badge.js';
import { Block, Page } from '../../components/page.js';
import { can, useCan, useSession } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import { AccessBlock } from './access-block.js';
import { AgreementBlock } from './agreement-block.js';
import { ContactBlock } from './contact-block.js';
import { HouseholdBlock } from './household-block.js';
import { GuardiansBlock } from './guardians-block.js';
import { RecordBlock } from './record-block.js';
import { EditPerson } from './person-form.js';
import { PersonAccessories } from './person-accessories.js';
import { PersonLoans } from './person-loans.js';
import { PersonMissing } from './person-missing.js';
import { PersonClearance } from './person-clearance.js';
import { PersonReservations } from './person-reservations.js';
import { personQueryOf } from './person-queries.js';
import styles from './people.module.css';
import { fullName, gradeText, KINDS, type PersonDetail } from '../../lib/person-words.js';

/** One student or member of staff: what is out, what was, and who may be called. */
export function PersonPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { data: person } = useSuspenseQuery(personQueryOf(id));
  const [editing, setEditing] = useState(false);
  const mayAudit = useCan('access-log:read');
  return (
    <Page
      title={fullName(person)}
      area="People"
      crumbs={[{ label: 'People', href: '/people' }]}
      beside={
        <>
          <PersonBadge {...person} />
          <PersonClearance person={person} />
          {person.doNotContact && <DoNotContact />}
        </>
      }
      lead={headline(person)}
      actions={<PersonActions person={person} onEdit={() => setEditing(true)} />}
    >
      {person.forgotten && (
        <p role="note" className={styles.muted}>
          The years of this record are over: who it was is known no more. What happened to devices stays.
        </p>
      )}
      {editing && <EditPerson person={person} onClose={() => setEditing(false)} />}
      <section className={styles.stack} aria-labelledby="out-now">
        <h2 id="out-now">Out now</h2>
        <PersonLoans personId={id} open />
      </section>
      <div className={styles.blocks}>
        <section className={styles.stack} aria-labelledby="history">
          <h2 id="history">History</h2>
          <PersonLoans personId={id} open={false} />
        </section>
        <div className={styles.stack}>
          <PersonFacts person={person} />
          {person.kind === 'student' && !person.forgotten && <AgreementBlock person={person} />}
          {!person.forgotten && <ContactBlock person={person} />}
          <PersonReservations person={person} />
          <PersonAccessories personId={id} />
          <PersonMissing personId={id} />
          {!person.forgotten && <HouseholdBlock person={person} />}
          {person.kind === 'student' && !person.forgotten && <GuardiansBlock key={person.id} person={person} />}
          {person.kind === 'student' && <RecordBlock person={person} />}
          {mayAudit && <AccessBlock personId={id} student={person.kind === 'student'} />}
        </div>
      </div>
    </Page>
  );
}

function PersonActions({ person, onEdit }: { person: PersonDetail; onEdit: () => void }): ReactNode {
  const session = useSession();
  const mayEdit = !person.forgotten && person.sites.some((site) => can(session, 'person:edit', site.id));
  const { id, site, state } = person;
  return (
    <>
      {site && state === 'active' && (
        <LabelsLink search={{ kind: 'person', by: 'ids', ids: id, site: site.code }} siteId={site.id}>
          Print card
        </LabelsLink>
      )}
      {mayEdit && (
        <Button variant="default" onClick={onEdit}>
          Edit
        </Button>
      )}
    </>
  );
}

const headline = ({ kind, number, grade, homeroom, site, withdrawnOn }: PersonDetail): ReactNode => (
  <>
    {KINDS[kind]} · <span className="mono">{number}</span>
    {[gradeText(grade), homeroom && `Homeroom ${homeroom}`, site?.name].filter(Boolean).map((part) => ` · ${part}`)}
    {withdrawnOn && ` · withdrawn ${dayText(withdrawnOn)}`}
  </>
);

function PersonFacts({ person }: { person: PersonDetail }): ReactNode {
  const { oneToOne, daily, long, inSchool, summer } = person.limits;
  return (
    <Block title="Facts">
      <Facts
        rows={[
          [
            person.sites.length > 1 ? 'Sites' : 'Site',
            person.sites.map(({ code, name }) => `${code} · ${name}`).join(', ') || null,
          ],
          ['E-mail', person.email],
          ['Language', languageName(person.language)],
          [
            'May have',
            `${oneToOne} assigned 1:1, ${daily} loaner, ${long} long, ${inSchool} in school, ${summer} over the summer`,
          ],
        ]}
      />
    </Block>
  );
}

function languageName(code: string | null): string | null {
  if (!code) return null;
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
