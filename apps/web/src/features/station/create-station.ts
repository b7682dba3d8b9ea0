import { newId } from '@app/kernel';
import type { ScanMode } from '@app/scan-engine';
import { Announcer } from './announcer.js';
import {
  endSession,
  openSession,
  readSession,
  readSettings,
  writeSession,
  writeSettings,
  type DeskSession,
} from '../../lib/station-store.js';
import { endDeskSession } from '../../lib/desk-session.js';
import { FocusKeeper } from './focus-keeper.js';
import { lazyJournal, openJournal } from './journal.js';
import { regionWriter } from './live-region.js';
import { scanHistory, sendScan } from './scan-api.js';
import { SoundPlayer } from '../../lib/sound-player.js';
import { todayIn } from '../../lib/time.js';
import type { StationDeps } from './station-deps.js';
import { Station } from './station.js';

export interface Desk {
  station: Station;
  focus: FocusKeeper;
  player: SoundPlayer;
  announcer: Announcer;
  sessionId: string;
  stationId: string;
  /** The session that this one follows because nobody scanned for so long. */
  endedBefore: string | null;
}

export interface DeskOptions {
  mode: ScanMode;
  accountId: string;
  stationId: string;
  timeZone: string;
  rights: StationDeps['rights'];
  modeChanged: (mode: ScanMode) => void;
  goToAttention: () => void;
  goToPanel: () => void;
  /** `null`: nothing was scanned. */
  sessionEnded: (sessionId: string | null) => void;
  sessionIdle: () => void;
  print: StationDeps['print'];
}

const after = (ms: number, run: () => void): (() => void) => {
  const timer = window.setTimeout(run, ms);
  return () => window.clearTimeout(timer);
};

/** Puts the station together with the browser it runs in. */
export function createDesk(options: DeskOptions): Desk {
  const { mode, accountId, stationId, timeZone, modeChanged, goToAttention, goToPanel, sessionIdle } = options;
  const before = readSession();
  const session = openSession(accountId, stationId, newId, Date.now());
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
    session,
    settings,
    rights: options.rights,
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
    sessionIdle,
    print: options.print,
    endSession: () => endAt(session, options.sessionEnded),
    newId,
    now: () => Date.now(),
    today: () => todayIn(timeZone),
    after,
  });
  const follows = before && before.accountId === accountId && before.stationId === stationId && before.lastSeq > 0;
  return {
    station,
    player,
    announcer,
    focus: new FocusKeeper(() => station.wake()),
    sessionId: session.id,
    stationId,
    endedBefore: follows && before.id !== session.id ? before.id : null,
  };
}

async function endAt({ id, lastSeq }: DeskSession, ended: DeskOptions['sessionEnded']): Promise<boolean> {
  if (lastSeq > 0 && !(await endDeskSession(id))) return false;
  endSession();
  ended(lastSeq > 0 ? id : null);
  return true;
}
