import { dayIn, newId } from '@app/kernel';
import type { ScanMode } from '@app/scan-engine';
import { Announcer } from './announcer.js';
import { openSession, readSettings, writeSession, writeSettings } from '../../lib/station-store.js';
import { FocusKeeper } from './focus-keeper.js';
import { lazyJournal, openJournal } from './journal.js';
import { regionWriter } from './live-region.js';
import { scanHistory, sendScan } from './scan-api.js';
import { SoundPlayer } from './sound-player.js';
import { Station } from './station.js';

export interface Desk {
  station: Station;
  focus: FocusKeeper;
  player: SoundPlayer;
  announcer: Announcer;
}

export interface DeskOptions {
  mode: ScanMode;
  accountId: string;
  stationId: string;
  timeZone: string;
  modeChanged: (mode: ScanMode) => void;
  goToAttention: () => void;
  goToPanel: () => void;
}

const after = (ms: number, run: () => void): (() => void) => {
  const timer = window.setTimeout(run, ms);
  return () => window.clearTimeout(timer);
};

/** Puts the station together with the browser it runs in. */
export function createDesk(options: DeskOptions): Desk {
  const { mode, accountId, stationId, timeZone, modeChanged, goToAttention, goToPanel } = options;
  const settings = readSettings();
  const player = new SoundPlayer();
  const announcer = new Announcer({
    status: regionWriter(() => document.getElementById('station-status')),
    alert: regionWriter(() => document.getElementById('station-alert')),
    now: () => performance.now(),
    after,
  });
  player.muted = settings.muted;
  player.volume = settings.volume;
  announcer.loudness = settings.loudness;
  const station: Station = new Station(mode, {
    session: openSession(accountId, stationId, newId, Date.now()),
    settings,
    journal: lazyJournal(openJournal, () => station.storageFailed()),
    send: sendScan,
    history: scanHistory,
    saveSession: writeSession,
    saveSettings: (changed) => {
      player.muted = changed.muted;
      player.volume = changed.volume;
      announcer.loudness = changed.loudness;
      writeSettings(changed);
    },
    play: (outcome) => player.play(outcome),
    announce: (what) => announcer.say(what),
    modeChanged,
    goToAttention,
    goToPanel,
    newId,
    now: () => Date.now(),
    today: () => dayIn(timeZone, new Date()),
    after,
  });
  return { station, player, announcer, focus: new FocusKeeper(() => station.wake()) };
}
