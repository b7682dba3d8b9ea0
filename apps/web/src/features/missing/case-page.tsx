import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { CaseBadge } from '../../components/case-badge.js';
import { Block, Page } from '../../components/page.js';
import { deviceName, modelName } from '../../lib/device-words.js';
import { type MissingCaseDetail, type MissingStep } from '../../lib/missing-words.js';
import { dayText } from '../../lib/time.js';
import { DecisionsBlock, EndBlock, HolderBlock, ReportBlock } from './case-blocks.js';
import { StepPanel, type Step } from './case-steps.js';
import { Clock } from './clock.js';
import { caseQueryOf } from './missing-queries.js';
import styles from './missing.module.css';

const REMINDERS: Record<MissingCaseDetail['reminders'][number], string> = {
  unlock: 'It was locked: unlock it in device management.',
  'tell-police': 'The police have a report of it: tell them that it is back.',
};

/** One device that is or was missing: its clock, what was told, what was decided. */
export function CasePage(): ReactNode {
  const { caseId = '' } = useParams({ strict: false });
  const { data: found } = useSuspenseQuery(caseQueryOf(caseId));
  const [step, setStep] = useState<Step | null>(null);
  const [opened, setOpened] = useState(0);
  const open = (next: Step): void => {
    setStep(next);
    setOpened(opened + 1);
  };
  const edit = found.may.includes('device:work-missing') && <Edit onClick={() => open({ kind: 'facts' })} />;
  return (
    <Page
      title={deviceName(found.device)}
      area="Missing and stolen"
      code
      crumbs={[{ label: 'Missing and stolen', href: '/missing' }]}
      beside={<CaseBadge kind={found.kind} state={found.state} />}
      lead={`${modelName(found.device.model)} · ${found.site.name} · last seen ${dayText(found.lastSeenOn)}`}
      actions={<Actions found={found} onOpen={open} />}
    >
      {found.reminders.length > 0 && (
        <div className={styles.reminder}>
          {found.reminders.map((reminder) => (
            <p key={reminder}>{REMINDERS[reminder]}</p>
          ))}
        </div>
      )}
      {step && <StepPanel key={opened} step={step} found={found} onClose={() => setStep(null)} />}
      {found.steps.length > 0 && (
        <Block title="Steps">
          <Clock
            steps={found.steps}
            actionOf={(each) => actionOf(found, each)}
            onDo={(each) => open(each.step === 'review' ? { kind: 'review' } : { kind: 'tick', step: each })}
            mayTakeBack={(each) => mayTakeBack(found, each)}
            onTakeBack={(each) => open({ kind: 'take-back', step: each })}
          />
        </Block>
      )}
      <div className={styles.blocks}>
        <div className={styles.stack}>
          <EndBlock found={found} actions={edit} />
          <ReportBlock found={found} actions={found.state === 'open' && edit} />
        </div>
        <div className={styles.stack}>
          <HolderBlock found={found} />
          <DecisionsBlock
            found={found}
            onPropose={() => open({ kind: 'propose' })}
            onApprove={() => open({ kind: 'approve' })}
            onDecline={() => open({ kind: 'decline' })}
          />
        </div>
      </div>
    </Page>
  );
}

const Edit = ({ onClick }: { onClick: () => void }): ReactNode => (
  <Button variant="default" size="compact-sm" onClick={onClick}>
    Edit
  </Button>
);

/** The write-off is decided in its own block; what is done, not needed or over has no button. */
function actionOf({ may }: MissingCaseDetail, { step, standing }: MissingStep): string | null {
  if (step === 'write-off' || !['overdue', 'due-today', 'ahead'].includes(standing)) return null;
  if (step === 'review') return may.includes('device:propose-write-off') ? 'Write the review' : null;
  return may.includes('device:work-missing') ? 'Mark as done' : null;
}

/** Until the case is over, or a proposal rests on its steps. */
const mayTakeBack = ({ may, state, writeOffPending }: MissingCaseDetail, { step, standing }: MissingStep): boolean =>
  standing === 'done' &&
  state === 'open' &&
  !writeOffPending &&
  may.includes(step === 'review' ? 'device:propose-write-off' : 'device:work-missing');

/** A stolen device is given back by whoever may report; any other by whoever may check in. */
function Actions({ found, onOpen }: { found: MissingCaseDetail; onOpen: (step: Step) => void }): ReactNode {
  const { state, kind, may } = found;
  const mayFind = may.includes(kind === 'stolen' ? 'device:report-missing' : 'device:check-in');
  return (
    <>
      {state === 'open' && kind === 'missing' && may.includes('device:report-missing') && (
        <Button variant="default" onClick={() => onOpen({ kind: 'theft' })}>
          Report stolen
        </Button>
      )}
      {state !== 'recovered' && mayFind && <Button onClick={() => onOpen({ kind: 'found' })}>Found</Button>}
    </>
  );
}
