import { dayIn } from '@app/kernel';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Block } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import type { Dto } from '../../lib/api.js';
import type { PersonDetail } from '../../lib/person-words.js';
import type { Disclosure } from '../../lib/privacy-words.js';
import { can, useSession } from '../../lib/session.js';
import { asOfText, dayText, todayIn } from '../../lib/time.js';
import { Corrections } from './corrections.js';
import { Disclosures } from './disclosures.js';
import styles from './people.module.css';
import { RecordForm, type RecordField } from './record-form.js';
import { useAskCorrection, useMakeRecord, useNoteDisclosure } from './record-queries.js';

type Open = 'record' | 'correction' | 'disclosure' | null;

const WHO: RecordField = { name: 'recipient', label: 'To whom', description: 'A person or an office', most: 200 };
const WHY: RecordField = { name: 'purpose', label: 'What for' };
const BASIS: RecordField = { name: 'basis', label: 'Why it is allowed', kind: 'basis' };

/** What a family may ask: to have the record, to have it corrected, to know who else was told. */
export function RecordBlock({ person }: { person: PersonDetail }): ReactNode {
  const session = useSession();
  const [open, setOpen] = useState<Open>(null);
  const [made, setMade] = useState<Disclosure | null>(null);
  const may = (permission: string): boolean => person.sites.some((site) => can(session, permission, site.id));
  const [handles, notes] = [may('person:export-record'), may('disclosure:record')];
  if (!handles && !notes) return null;
  const close = (): void => setOpen(null);
  const step = (key: Open, label: string): ReactNode => (
    <Button key={key} variant="default" size="compact-sm" disabled={open === key} onClick={() => setOpen(key)}>
      {label}
    </Button>
  );
  return (
    <Block title="Record">
      {!person.forgotten && (
        <div className={styles.steps}>
          {handles && step('record', 'Hand out the record')}
          {handles && step('correction', 'Correction asked')}
          {notes && step('disclosure', 'Note a disclosure')}
        </div>
      )}
      {open === 'record' && <MakeRecord personId={person.id} onMade={setMade} onClose={close} />}
      {open === 'correction' && <AskCorrection personId={person.id} onClose={close} />}
      {open === 'disclosure' && <NoteDisclosure personId={person.id} onClose={close} />}
      {made && <Ready made={made} />}
      {handles && <Corrections personId={person.id} />}
      {notes && <Disclosures personId={person.id} />}
    </Block>
  );
}

/** Both forms of one record; the page it stands on names nobody in its address. */
function Ready({ made }: { made: Disclosure }): ReactNode {
  const { timeZone } = useSession().district;
  const href = (format: string): string => `/api/v1/disclosures/${made.id}/record?format=${format}`;
  return (
    <div className={styles.ready} role="status">
      <p>
        The record is ready and noted as a disclosure. You can fetch it until{' '}
        {made.readyUntil &&
          `${dayText(dayIn(timeZone, new Date(made.readyUntil)))}, ${asOfText(made.readyUntil, timeZone)}`}
        .
      </p>
      <div className={styles.buttons}>
        <Button component="a" href={href('pdf')} download>
          PDF
        </Button>
        <Button component="a" variant="default" href={href('json')} download>
          JSON
        </Button>
      </div>
    </div>
  );
}

interface StepProps {
  personId: string;
  onClose: () => void;
}

function MakeRecord({ personId, onMade, onClose }: StepProps & { onMade: (made: Disclosure) => void }): ReactNode {
  const { mutate, isPending, error } = useMakeRecord(personId, (made) => {
    onMade(made);
    onClose();
  });
  return (
    <Panel title="Hand out the record" onClose={onClose}>
      <RecordForm
        fields={[WHO, WHY, BASIS]}
        submit="Make the record"
        pending={isPending}
        error={error}
        onSend={(values) => mutate(values as unknown as Dto<'MakeRecordDto'>)}
        onCancel={onClose}
      >
        <p className={styles.muted}>All that is on record about this student, as PDF and JSON. It is noted below.</p>
      </RecordForm>
    </Panel>
  );
}

function AskCorrection({ personId, onClose }: StepProps): ReactNode {
  const { timeZone } = useSession().district;
  const { mutate, isPending, error } = useAskCorrection(personId, onClose);
  return (
    <Panel title="Correction asked" onClose={onClose}>
      <RecordForm
        fields={[
          { name: 'askedBy', label: 'Who asked', most: 200 },
          { name: 'askedOn', label: 'Asked on', kind: 'day', initial: todayIn(timeZone) },
          { name: 'wrong', label: 'What is wrong, and what would be right', kind: 'lines', most: 2000 },
        ]}
        submit="Note the request"
        pending={isPending}
        error={error}
        onSend={(values) => mutate(values as unknown as Dto<'NewCorrectionDto'>)}
        onCancel={onClose}
      />
    </Panel>
  );
}

function NoteDisclosure({ personId, onClose }: StepProps): ReactNode {
  const { timeZone } = useSession().district;
  const { mutate, isPending, error } = useNoteDisclosure(personId, onClose);
  return (
    <Panel title="Note a disclosure" onClose={onClose}>
      <RecordForm
        fields={[
          WHO,
          { name: 'described', label: 'What was disclosed' },
          WHY,
          BASIS,
          { name: 'disclosedOn', label: 'On', kind: 'day', initial: todayIn(timeZone) },
        ]}
        submit="Note the disclosure"
        pending={isPending}
        error={error}
        onSend={(values) => mutate(values as unknown as Dto<'NewDisclosureDto'>)}
        onCancel={onClose}
      >
        <p className={styles.muted}>One made by letter, by telephone or in person. What is noted stays.</p>
      </RecordForm>
    </Panel>
  );
}
