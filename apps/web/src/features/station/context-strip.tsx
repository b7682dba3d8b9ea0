import { countsValue, type LoanCount, type LoanType, type PersonCard } from '@app/scan-engine';
import { IconDeviceLaptop, IconDoor, IconUser, IconUserOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './context-strip.module.css';
import { isCartCheck } from './cart-check.rules.js';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import { say, wordsOf } from './words.js';

/** Longer names are set smaller, so that they stay on two lines. */
const LONG_NAME = 26;

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
  // The panel has the button that ends what is collected; here it would do the same.
  const collecting = state.batch.items.length > 0 || isCartCheck(state);
  return (
    <section
      className={styles.strip}
      data-testid="scan-context"
      data-busy={busy}
      data-collecting={collecting}
      data-person={context.personId ?? ''}
      aria-label={say('desk')}
    >
      {context.personId ? (
        <Person state={state} />
      ) : context.roomId ? (
        <p className={styles.name}>
          <IconDoor size={32} aria-hidden /> {state.roomName ?? say('room')}
        </p>
      ) : held.length > 0 ? (
        <Held state={state} />
      ) : (
        <p className={styles.nobody}>
          <IconUserOff size={20} aria-hidden /> {say(`nobody.${state.mode}`)}
        </p>
      )}
      {!context.personId && mayAdd && state.mode === 'out' && !state.newcomer && (
        <button
          type="button"
          className={styles.clear}
          data-newcomer=""
          onClick={() => station.command({ name: 'newcomer' })}
        >
          {say('newcomer')} <kbd>/new</kbd>
        </button>
      )}
      {busy && !collecting && (
        <button type="button" className={styles.clear} onClick={() => station.command({ name: 'done' })}>
          {say('done')} <kbd>/done</kbd>
        </button>
      )}
    </section>
  );
}

/** How many devices in all, and in words how many of each kind. */
function countsOf({ counts, loans, limit }: PersonCard, loanType: LoanType): { count: number; has: string } {
  const untagged = loans.filter(({ accessory }) => !accessory);
  // Answers that the browser or the server has kept from before do not have the counts.
  const known = (counts as LoanCount[] | undefined) ?? [{ type: loanType, n: untagged.length, limit }];
  return {
    count: known.reduce((sum, { n }) => sum + n, 0),
    has: wordsOf({ key: '{counts:counts}', values: { counts: countsValue(known, loanType) } }),
  };
}

function Person({ state: { person, idle, mode, context } }: { state: StationState }): ReactNode {
  if (!person) {
    return (
      <p className={styles.name}>
        <IconUser size={32} aria-hidden /> …
      </p>
    );
  }
  const facts = [person.grade && say('grade', { grade: person.grade }), person.homeroom, person.siteCode]
    .filter(Boolean)
    .join(' · ');
  const { count, has } = countsOf(person, context.loanType);
  const owes = (person as Partial<typeof person>).owes ?? [];
  const reserved = (person as Partial<typeof person>).reservedTags ?? [];
  return (
    <>
      <p className={styles.name} data-long={person.display.length > LONG_NAME}>
        <IconUser size={32} aria-hidden />
        <span>
          {idle.stillThere && <span className={styles.still}>{say('still')} </span>}
          {person.display}
          {idle.stillThere && <span className={styles.still}>?</span>}
        </span>
      </p>
      <p className={styles.facts}>
        <span>{facts}</span>
        <span>{mode === 'in' ? say('to-return', { n: count }) : has}</span>
      </p>
      {reserved.length > 0 && (
        <p className={styles.facts}>
          <span>{say('reserved')}</span>
          <span className="mono">{reserved.slice(0, 2).join(', ')}</span>
        </p>
      )}
      {owes.length > 0 && (
        <p className={styles.facts}>
          <span>{say('owes', { what: owes.slice(0, 2).join(', ') })}</span>
        </p>
      )}
      {person.loans.length > 0 && (
        <ul className={styles.devices} aria-label={say('devices.person')}>
          {person.loans.slice(0, 4).map((loan) => (
            <li key={loan.deviceId}>
              <span className="mono">{loan.tag}</span> {[loan.modelName, ...(loan.with ?? [])].join(' + ')}
            </li>
          ))}
          {person.loans.length > 4 && <li>{say('and-more', { n: person.loans.length - 4 })}</li>}
        </ul>
      )}
    </>
  );
}

function Held({ state: { held } }: { state: StationState }): ReactNode {
  return (
    <>
      <p className={styles.name}>
        <IconDeviceLaptop size={32} aria-hidden /> {say('for-whom')}
      </p>
      <ul className={styles.devices} aria-label={say('devices.held')}>
        {held.map(({ id, card }) => (
          <li key={id}>
            <span className="mono">{card?.tag ?? say('device')}</span> {card?.modelName}
          </li>
        ))}
      </ul>
    </>
  );
}
