import { LOAN_TYPES, type SiteRef } from '@app/scan-engine';
import { IconMapPin, IconPlus, IconVolumeOff, IconX } from '@tabler/icons-react';
import type { ReactNode, RefObject } from 'react';
import { useHelps, useSession } from '../../lib/session.js';
import { todayIn } from '../../lib/time.js';
import { chipsOf } from './chips.js';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import styles from './sticky-bar.module.css';
import { LOAN_WORDS, say } from './words.js';

interface StickyBarProps {
  state: StationState;
  station: Station;
  site: SiteRef;
  soundBlocked: boolean;
  field: RefObject<HTMLInputElement | null>;
}

/** Everything that changes what a scan does, always in sight; what is not the default is amber. */
export function StickyBar({ state, station, site, soundBlocked, field }: StickyBarProps): ReactNode {
  const { mode, context } = state;
  const helps = useHelps(site.id);
  const begin = (command: string): void => beginIn(field.current, command);
  return (
    <div className={styles.bar}>
      <span className={styles.chip} title={site.name}>
        <IconMapPin size={15} aria-hidden />
        {say('chip.site', { code: site.code })}
      </span>
      {mode === 'out' && !helps && <LoanTypes state={state} station={station} />}
      {mode === 'in' && (
        <span className={styles.chip} data-plain="">
          {say('chip.condition')}
        </span>
      )}
      {helps ? (
        <span className={styles.chip} data-tone="amber" data-chip="loaners">
          {say('chip.loaners')}
        </span>
      ) : (
        <Chips state={state} station={station} />
      )}
      {mode === 'out' && context.loanType === 'one-to-one' && !context.pair && !helps && (
        <Add words={say('chip.pair')} onClick={() => station.command({ name: 'toggle', what: 'pair' })} />
      )}
      {mode === 'out' && !context.due && !helps && <Add words={say('chip.due')} onClick={() => begin('/d ')} />}
      {mode !== 'look' && !context.backDatedTo && !helps && (
        <Add words={say('chip.back-date')} onClick={() => begin('/date ')} />
      )}
      {mode === 'in' && !context.amnesty && !helps && (
        <Add words={say('chip.amnesty')} onClick={() => station.command({ name: 'toggle', what: 'amnesty' })} />
      )}
      {mode !== 'look' && !context.batch && !helps && (
        <Add words={say('batch')} onClick={() => station.command({ name: 'toggle', what: 'batch' })} />
      )}
      {soundBlocked && (
        <span className={styles.chip} data-tone="amber">
          <IconVolumeOff size={15} aria-hidden />
          {say('sound.blocked')}
        </span>
      )}
      {mode === 'look' && <span className={styles.chip}>{say('chip.look')}</span>}
    </div>
  );
}

/** The first part of a command; the clerk types the rest. */
function beginIn(field: HTMLInputElement | null, command: string): void {
  if (!field) return;
  field.value = command;
  field.focus();
}

const LoanTypes = ({ state, station }: Pick<StickyBarProps, 'state' | 'station'>): ReactNode => (
  <div className={styles.loan} role="group" aria-label={say('loan')}>
    {LOAN_TYPES.map((type) => (
      <button
        key={type}
        type="button"
        data-default={type === 'one-to-one'}
        aria-pressed={state.context.loanType === type}
        onClick={() => station.setLoanType(type)}
      >
        {LOAN_WORDS[type]}
      </button>
    ))}
  </div>
);

function Chips({ state, station }: Pick<StickyBarProps, 'state' | 'station'>): ReactNode {
  const today = todayIn(useSession().district.timeZone);
  return chipsOf(state.mode, state.context, today).map(({ name, words, off }) => (
    <span key={name} className={styles.chip} data-tone="amber" data-chip={name}>
      {words}
      <button type="button" aria-label={say('chip.off', { words })} onClick={() => station.setUp(off)}>
        <IconX size={15} stroke={2.4} aria-hidden />
      </button>
    </span>
  ));
}

const Add = ({ words, onClick }: { words: string; onClick: () => void }): ReactNode => (
  <button type="button" className={styles.add} onClick={onClick}>
    <IconPlus size={15} aria-hidden />
    {words}
  </button>
);
