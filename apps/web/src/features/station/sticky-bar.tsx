import { LOAN_TYPES, type SiteRef } from '@app/scan-engine';
import { IconMapPin, IconVolumeOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import styles from './sticky-bar.module.css';
import { LOAN_WORDS } from './words.js';

interface StickyBarProps {
  state: StationState;
  station: Station;
  site: SiteRef;
  soundBlocked: boolean;
}

/** Everything that changes what a scan does, always in sight; what is not the default is amber. */
export function StickyBar({ state, station, site, soundBlocked }: StickyBarProps): ReactNode {
  return (
    <div className={styles.bar}>
      <span className={styles.chip} title={site.name}>
        <IconMapPin size={15} aria-hidden />
        Site {site.code}
      </span>
      {state.mode === 'out' && (
        <div className={styles.loan} role="group" aria-label="Kind of loan">
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
      )}
      {state.mode === 'in' && <span className={styles.chip}>Condition OK unless you answer</span>}
      {soundBlocked && (
        <span className={styles.chip} data-tone="amber">
          <IconVolumeOff size={15} aria-hidden />
          Sound is blocked – press any key
        </span>
      )}
      {state.mode === 'look' && <span className={styles.chip}>Looking up changes nothing</span>}
    </div>
  );
}
