import { Button, TextInput } from '@mantine/core';
import { MOST_IN_NOTE, REASON_TYPED, renderMessage, type ScanAnswer, type ScanMode } from '@app/scan-engine';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Refused } from '../../components/refused.js';
import { formValues } from '../../lib/form.js';
import { useCan, useSession } from '../../lib/session.js';
import { todayIn } from '../../lib/time.js';
import { readIdentity, type StationIdentity } from '../../lib/station-store.js';
import type { DeviceDetail } from '../../lib/device-words.js';
import styles from './device-page.module.css';
import { PageDesk } from './page-scan.js';
import { Panel } from '../../components/panel.js';
import { personName, PersonPicker } from './person-picker.js';

interface DeskPanelProps {
  device: DeviceDetail;
  mode: Exclude<ScanMode, 'look'>;
  onClose: () => void;
}

const TITLES = { in: 'Check in', out: 'Check out' };

/** Check in or out without a scanner. It goes the way of every scan, so the same rules and the same words hold. */
export function DeskPanel({ device, mode, onClose }: DeskPanelProps): ReactNode {
  const station = readIdentity();
  const mayScan = useCan('scan:use', station?.site.id);
  return (
    <Panel title={TITLES[mode]} onClose={onClose}>
      {station && mayScan ? (
        <DeskSteps device={device} mode={mode} station={station} onClose={onClose} />
      ) : (
        <NoStation known={station !== null} />
      )}
    </Panel>
  );
}

const NoStation = ({ known }: { known: boolean }): ReactNode => (
  <>
    <p>
      {known
        ? 'The desk of this browser belongs to a site where your role does not scan.'
        : 'This browser is not a desk yet. Every check-in and check-out says at which desk it was made.'}
    </p>
    {!known && (
      <p>
        <Link to="/scan/$mode" params={{ mode: 'in' }}>
          Set up this browser as a desk
        </Link>
        , then come back.
      </p>
    )}
  </>
);

function useDesk(station: StationIdentity, deviceId: string) {
  const client = useQueryClient();
  const [desk] = useState(() => new PageDesk(station));
  return useMutation({
    mutationFn: ({ mode, act, personId }: Send) => desk.send(mode, act, personId),
    onSuccess: () => client.invalidateQueries({ queryKey: ['device', deviceId] }),
  });
}

interface Send {
  mode: ScanMode;
  act: Parameters<PageDesk['send']>[1];
  personId?: string | null;
}

function DeskSteps({ device, mode, station, onClose }: DeskPanelProps & { station: StationIdentity }): ReactNode {
  const [personId, setPersonId] = useState<string | null>(null);
  const [receiver, setReceiver] = useState('');
  const { mutate, data: answer, isPending, error, reset } = useDesk(station, device.id);
  const pick = (person: string | null): void =>
    mutate({ mode, act: { kind: 'pick', of: 'device', recordId: device.id }, personId: person });
  if (answer)
    return (
      <Answer
        answer={answer}
        busy={isPending}
        onAnswer={(key, text) =>
          mutate({ mode, act: { kind: 'answer', scanId: answeredBy(answer), key, ...(text && { text }) }, personId })
        }
        onUndo={() => mutate({ mode, act: { kind: 'undo', scanId: answer.id } })}
        onAgain={mode === 'out' && answer.class === 'STOP' ? reset : null}
        onClose={onClose}
      />
    );
  return (
    <>
      <Refused error={error} />
      {mode === 'out' ? (
        <PersonPicker
          label="To whom?"
          onPick={(person) => {
            setPersonId(person.id);
            setReceiver(personName(person));
            pick(person.id);
          }}
        />
      ) : (
        <Button loading={isPending} onClick={() => pick(null)} data-autofocus>
          Check in at {station.name}
        </Button>
      )}
      {isPending && receiver && <p role="status">Checking out to {receiver}…</p>}
      <p className={styles.muted}>
        At {station.name} ({station.site.code}).
      </p>
    </>
  );
}

/** A row with keys of its own is answered by itself; after one without, the keys of the row before stay. */
const answeredBy = ({ id, targetScanId, quickAnswers }: ScanAnswer): string =>
  quickAnswers.length > 0 ? id : (targetScanId ?? id);

/** "/n and why": the page has a field for it. */
const TYPED_AT_A_DESK = 'line.type-reason';

interface AnswerProps {
  answer: ScanAnswer;
  busy: boolean;
  onAnswer: (key: string, text?: string) => void;
  onUndo: () => void;
  onAgain: (() => void) | null;
  onClose: () => void;
}

function Answer({ answer, busy, onAnswer, onUndo, onAgain, onClose }: AnswerProps): ReactNode {
  const { timeZone } = useSession().district;
  const words = { locale: 'en', timeZone, today: todayIn(timeZone) };
  const bad = answer.class === 'STOP' || answer.class === 'ALARM';
  return (
    <div data-class={answer.class} className={styles.answer}>
      <div role={bad ? 'alert' : 'status'}>
        <p className={styles.headline}>{answer.text.headline}</p>
        {answer.text.lines
          .filter((_line, at) => answer.lines[at]?.key !== TYPED_AT_A_DESK)
          .map((line) => (
            <p key={line}>{line}</p>
          ))}
      </div>
      {answer.row === 'E23' && <OtherReason busy={busy} onSay={(text) => onAnswer(REASON_TYPED, text)} />}
      <div className={styles.buttons}>
        {answer.quickAnswers.map(({ key, label }) => (
          <Button key={key} variant="default" size="xs" disabled={busy} onClick={() => onAnswer(key)}>
            {renderMessage(label, words)}
          </Button>
        ))}
        {answer.undoable && (
          <Button variant="default" size="xs" loading={busy} onClick={onUndo}>
            Undo
          </Button>
        )}
        {onAgain && (
          <Button variant="default" size="xs" onClick={onAgain}>
            Choose somebody else
          </Button>
        )}
        <Button size="xs" onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}

/** E23, a reason that the list does not have. */
function OtherReason({ busy, onSay }: { busy: boolean; onSay: (text: string) => void }): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { reason } = formValues(event.currentTarget);
    if (reason) onSay(reason);
  };
  return (
    <form className={styles.buttons} onSubmit={submit}>
      <TextInput
        name="reason"
        aria-label="Another reason"
        placeholder="Another reason"
        size="xs"
        maxLength={MOST_IN_NOTE}
      />
      <Button type="submit" variant="default" size="xs" disabled={busy}>
        Give this reason
      </Button>
    </form>
  );
}
