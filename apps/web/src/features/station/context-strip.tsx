import type { ScanMode } from '@app/scan-engine';
import { IconDeviceLaptop, IconDoor, IconUser, IconUserOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './context-strip.module.css';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';

/** Longer names are set smaller, so that they stay on two lines. */
const LONG_NAME = 26;

const NOBODY: Record<ScanMode, string> = {
  out: 'Nobody at the desk. Scan an ID card, or a device first.',
  in: 'Scan devices. An ID card shows what that person still has.',
  look: 'Scan anything to see what it is.',
};

interface ContextStripProps {
  state: StationState;
  station: Station;
  /** This account may add people here. */
  mayAdd: boolean;
}

/** Who is at the desk, in type that can be read in passing: the wrong person is the costliest mistake here. */
export function ContextStrip({ state, station, mayAdd }: ContextStripProps): ReactNode {
  const { context, held } = state;
  const busy = Boolean(context.personId ?? context.roomId) || held.length > 0;
  return (
    <section
      className={styles.strip}
      data-testid="scan-context"
      data-busy={busy}
      data-person={context.personId ?? ''}
      aria-label="At the desk"
    >
      {context.personId ? (
        <Person state={state} />
      ) : context.roomId ? (
        <p className={styles.name}>
          <IconDoor size={32} aria-hidden /> {state.roomName ?? 'Room'}
        </p>
      ) : held.length > 0 ? (
        <Held state={state} />
      ) : (
        <p className={styles.nobody}>
          <IconUserOff size={20} aria-hidden /> {NOBODY[state.mode]}
        </p>
      )}
      {!context.personId && mayAdd && state.mode === 'out' && !state.newcomer && (
        <button type="button" className={styles.clear} onClick={() => station.command({ name: 'newcomer' })}>
          Not on the roster <kbd>/new</kbd>
        </button>
      )}
      {busy && (
        <button type="button" className={styles.clear} onClick={() => station.command({ name: 'done' })}>
          Done <kbd>/done</kbd>
        </button>
      )}
    </section>
  );
}

function Person({ state: { person, idle, mode } }: { state: StationState }): ReactNode {
  if (!person) {
    return (
      <p className={styles.name}>
        <IconUser size={32} aria-hidden /> …
      </p>
    );
  }
  const facts = [person.grade && `Grade ${person.grade}`, person.homeroom, person.siteCode].filter(Boolean).join(' · ');
  const count = person.loans.length;
  // Answers that the browser or the server has kept from before do not have it.
  const reserved = (person as Partial<typeof person>).reservedTags ?? [];
  return (
    <>
      <p className={styles.name} data-long={person.display.length > LONG_NAME}>
        <IconUser size={32} aria-hidden />
        <span>
          {idle.stillThere && <span className={styles.still}>Still </span>}
          {person.display}
          {idle.stillThere && <span className={styles.still}>?</span>}
        </span>
      </p>
      <p className={styles.facts}>
        <span>{facts}</span>
        <span>{mode === 'in' ? `${count} to return` : `has ${count} of ${person.limit}`}</span>
      </p>
      {reserved.length > 0 && (
        <p className={styles.facts}>
          <span>reserved</span>
          <span className="mono">{reserved.slice(0, 2).join(', ')}</span>
        </p>
      )}
      {count > 0 && (
        <ul className={styles.devices} aria-label="Devices of this person">
          {person.loans.slice(0, 4).map((loan) => (
            <li key={loan.deviceId}>
              <span className="mono">{loan.tag}</span> {loan.modelName}
            </li>
          ))}
          {count > 4 && <li>and {count - 4} more</li>}
        </ul>
      )}
    </>
  );
}

function Held({ state: { held } }: { state: StationState }): ReactNode {
  return (
    <>
      <p className={styles.name}>
        <IconDeviceLaptop size={32} aria-hidden /> Who is it for?
      </p>
      <ul className={styles.devices} aria-label="Devices waiting for a person">
        {held.map(({ id, card }) => (
          <li key={id}>
            <span className="mono">{card?.tag ?? 'device'}</span> {card?.modelName}
          </li>
        ))}
      </ul>
    </>
  );
}
