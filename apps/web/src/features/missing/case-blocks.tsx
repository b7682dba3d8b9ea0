import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Facts } from '../../components/facts.js';
import { Holder } from '../../components/holder.js';
import { Block } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { RelativeTime } from '../../components/time.js';
import { CONDITIONS, words } from '../../lib/device-words.js';
import {
  CLOSED_AS,
  REPORT_REASONS,
  repeatText,
  WRITE_OFF_REASONS,
  type MissingCaseDetail,
} from '../../lib/missing-words.js';
import { useSession } from '../../lib/session.js';
import { daysInWords, dayText } from '../../lib/time.js';
import styles from './missing.module.css';

type Row = [string, ReactNode];

/** What was told, by whom, and when. */
export function ReportBlock({ found, actions }: { found: MissingCaseDetail; actions: ReactNode }): ReactNode {
  const { timeZone } = useSession().district;
  const reason = found.reason && (REPORT_REASONS[found.reason as keyof typeof REPORT_REASONS] ?? words(found.reason));
  const police = [
    found.policeAgency,
    found.policeReportNumber,
    found.policeReportedOn && dayText(found.policeReportedOn),
  ];
  return (
    <Block title="Report" actions={actions}>
      <Facts
        rows={[
          ['Reported', <RelativeTime at={found.reportedAt} timeZone={timeZone} />],
          ['By', found.reportedBy],
          ['The school heard on', dayText(found.notifiedOn)],
          ['From', found.toldBy],
          ['Why', reason],
          ['Last seen', [dayText(found.lastSeenOn), found.lastSeenPlace].filter(Boolean).join(', ')],
          ['Last in hand', <RelativeTime at={found.device.lastSeenAt} timeZone={timeZone} none="Never at a desk" />],
          ['Police report', police.filter(Boolean).join(' · ') || null],
          ...(found.finding ? [['Finding', <span className={styles.note}>{found.finding}</span>] as Row] : []),
          ...(found.openedAs === 'reported' ? [] : [['Note', 'It was missing before Cubby knew it'] as Row]),
        ]}
      />
    </Block>
  );
}

/** The device and who had it; repeats are said, and nothing follows from them by itself. */
export function HolderBlock({ found }: { found: MissingCaseDetail }): ReactNode {
  const { device, holder, site, holderCases } = found;
  return (
    <Block title="Who had it">
      <Facts
        rows={[
          [
            'Device',
            <Link to="/devices/$id" params={{ id: device.id }} className="mono">
              {device.tag ?? device.serial ?? 'without a tag'}
            </Link>,
          ],
          ['Holder then', holder ? <Holder holder={holder} /> : 'Nobody'],
          ...(holderCases === null ? [] : [['Repeats', repeatText(holderCases)] as Row]),
          ['Site', `${site.code} · ${site.name}`],
          [
            'Money',
            found.needsInvestigation
              ? 'Federal, ECF or E-Rate: say how the loss was investigated before it is written off'
              : 'No federal, ECF or E-Rate money: it can be written off without an investigation',
          ],
        ]}
      />
    </Block>
  );
}

/** How it ended. */
export function EndBlock({ found, actions }: { found: MissingCaseDetail; actions: ReactNode }): ReactNode {
  const { timeZone } = useSession().district;
  if (!found.closedAs) return null;
  const recovered = found.state === 'recovered';
  return (
    <Block title={recovered ? 'Recovered' : 'Written off'} actions={recovered && actions}>
      <Facts
        rows={[
          ['When', <RelativeTime at={found.closedAt} timeZone={timeZone} />],
          ['By', found.closedBy],
          ...(recovered
            ? ([
                ['How', CLOSED_AS[found.closedAs]],
                ['Found at', [found.foundSite?.name, found.foundPlace].filter(Boolean).join(', ') || null],
                ['Brought by', found.broughtBy],
                ['Condition', found.foundCondition && CONDITIONS[found.foundCondition]],
                ['Note', found.foundNote && <span className={styles.note}>{found.foundNote}</span>],
              ] as Row[])
            : []),
        ]}
      />
    </Block>
  );
}

const TONES = { proposed: 'purple', approved: 'grey', declined: 'amber' } as const;
const LABELS = { proposed: 'Waits for a second person', approved: 'Approved', declined: 'Declined' };

interface DecisionsProps {
  found: MissingCaseDetail;
  onPropose: () => void;
  onApprove: () => void;
  onDecline: () => void;
}

/** Proposals and decisions: one person proposes, another decides; what stands in the way is said. */
export function DecisionsBlock({ found, onPropose, onApprove, onDecline }: DecisionsProps): ReactNode {
  const { may, state, writeOffPending, proposalRefusals, decisionRefusals } = found;
  const open = state === 'open';
  const mayPropose = open && !writeOffPending && may.includes('device:propose-write-off');
  const mayDecide = writeOffPending && may.includes('device:write-off');
  const why = mayDecide ? decisionRefusals : mayPropose ? proposalRefusals : [];
  if (!open && found.writeOffs.length === 0) return null;
  return (
    <Block title="Write-off">
      <Proposals found={found} />
      {why.length > 0 && (
        <ul className={styles.why} aria-label="What stands in the way">
          {why.map(({ reason, message }) => (
            <li key={reason}>{daysInWords(message)}</li>
          ))}
        </ul>
      )}
      {why.length === 0 && (mayPropose || mayDecide) && (
        <div className={styles.buttons}>
          {mayPropose && (
            <Button variant="default" onClick={onPropose}>
              Propose a write-off
            </Button>
          )}
          {mayDecide && (
            <Button color="red" onClick={onApprove}>
              Write off
            </Button>
          )}
          {mayDecide && (
            <Button variant="default" onClick={onDecline}>
              Decline
            </Button>
          )}
        </div>
      )}
    </Block>
  );
}

const Proposals = ({ found: { writeOffs } }: { found: MissingCaseDetail }): ReactNode => (
  <>
    {writeOffs.length === 0 && (
      <p className={styles.muted}>Nobody has proposed it. One person proposes, another decides.</p>
    )}
    <ul className={styles.list}>
      {writeOffs.map(({ id, state, reason, investigationNote, ...writeOff }) => (
        <li key={id}>
          <span>
            <Badge tone={TONES[state]}>{LABELS[state]}</Badge>{' '}
            {WRITE_OFF_REASONS[reason as keyof typeof WRITE_OFF_REASONS] ?? words(reason)}
          </span>
          <Said who={writeOff.proposedBy} what="proposed" at={writeOff.proposedAt} note={writeOff.note} />
          {investigationNote && <span className={styles.note}>Investigated: {investigationNote}</span>}
          {writeOff.decidedAt && (
            <Said who={writeOff.decidedBy} what={state} at={writeOff.decidedAt} note={writeOff.decisionNote} />
          )}
        </li>
      ))}
    </ul>
  </>
);

function Said({
  who,
  what,
  at,
  note,
}: {
  who: string | null;
  what: string;
  at: string;
  note: string | null;
}): ReactNode {
  const { timeZone } = useSession().district;
  return (
    <>
      <span className={styles.muted}>
        {who ?? 'Somebody'} {what} it <RelativeTime at={at} timeZone={timeZone} />
      </span>
      {note && <span className={styles.note}>{note}</span>}
    </>
  );
}
