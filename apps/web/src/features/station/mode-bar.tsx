import { SCAN_MODES, type ScanMode } from '@app/scan-engine';
import {
  IconArrowDownLeft,
  IconArrowUpRight,
  IconCloud,
  IconCloudOff,
  IconDoorExit,
  IconHelp,
  IconSearch,
  IconVolume,
  IconVolumeOff,
  type Icon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useHelps, useSignOut } from '../../lib/session.js';
import type { StationIdentity } from '../../lib/station-store.js';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import styles from './mode-bar.module.css';
import { MODE_WORDS, say } from './words.js';

const MODE_ICONS: Record<ScanMode, Icon> = { out: IconArrowUpRight, in: IconArrowDownLeft, look: IconSearch };

interface ModeBarProps {
  identity: StationIdentity;
  who: string;
  state: StationState;
  station: Station;
}

export function ModeBar({ identity, who, state, station }: ModeBarProps): ReactNode {
  const { muted } = state.settings;
  const helps = useHelps(identity.site.id);
  return (
    <header className={styles.bar}>
      <p className={styles.desk}>
        <strong>{identity.name}</strong>
        <span>{who}</span>
      </p>
      <div className={styles.modes} role="group" aria-label={say('mode')}>
        {SCAN_MODES.filter((mode) => mode !== 'look' || !helps).map((mode) => {
          const Glyph = MODE_ICONS[mode];
          return (
            <button
              key={mode}
              type="button"
              data-mode={mode}
              aria-pressed={state.mode === mode}
              onClick={() => station.setMode(mode)}
            >
              <Glyph size={18} stroke={2.2} aria-hidden />
              {MODE_WORDS[mode]}
            </button>
          );
        })}
      </div>
      <NetState state={state} />
      <button
        type="button"
        className={styles.tool}
        aria-pressed={!muted}
        aria-label={say(muted ? 'sound.off' : 'sound.on')}
        onClick={() => station.configure({ muted: !muted })}
      >
        {muted ? <IconVolumeOff size={20} aria-hidden /> : <IconVolume size={20} aria-hidden />}
      </button>
      <button
        type="button"
        className={styles.tool}
        aria-expanded={state.help}
        aria-label={say('sheet')}
        onClick={() => station.command({ name: 'help' })}
      >
        <IconHelp size={20} aria-hidden />
      </button>
      <Leave />
    </header>
  );
}

/** A helper has nowhere else to go: leaving is signing out. */
function Leave(): ReactNode {
  const signOut = useSignOut();
  if (useHelps()) {
    return (
      <button type="button" className={styles.leave} onClick={() => void signOut()}>
        <IconDoorExit size={18} aria-hidden />
        <span>{say('sign-out')}</span>
      </button>
    );
  }
  return (
    <Link to="/" className={styles.leave}>
      <IconDoorExit size={18} aria-hidden />
      <span>{say('leave')}</span>
    </Link>
  );
}

function NetState({ state: { stalled, waiting } }: { state: StationState }): ReactNode {
  const words = stalled
    ? stalled === 'signed-out'
      ? say('net.signed-out', { n: waiting })
      : say('net.offline', { n: waiting })
    : waiting > 2
      ? say('net.sending', { n: waiting })
      : say('net.online');
  const Glyph = stalled ? IconCloudOff : IconCloud;
  return (
    <span className={styles.net} data-testid="net-state" data-stalled={stalled ?? ''} aria-live="off">
      <Glyph size={18} aria-hidden />
      {words}
    </span>
  );
}
