import type { OutcomeClass, ScanMode, ScanRequest } from '@app/scan-engine';
import type { DeskSession, StationSettings } from '../../lib/station-store.js';
import type { Announcement } from './announcer.js';
import type { Journal } from './journal-port.js';
import type { Receipt } from './receipt.js';
import type { DeskRights } from './rights.js';
import type { PastScan } from './scan-api.js';
import type { SendResult } from './scan-queue.js';

/** The world around a station: server, browser, clock. */
export interface StationDeps {
  session: DeskSession;
  journal: Journal;
  settings: StationSettings;
  rights: DeskRights;
  send(request: ScanRequest, signal: AbortSignal): Promise<SendResult>;
  /** Answers of the session so far, any order; rejects when the server cannot be reached. */
  history(sessionId: string): Promise<PastScan[]>;
  saveSession(session: DeskSession): void;
  saveSettings(settings: StationSettings): void;
  play(outcome: OutcomeClass): void;
  announce(what: Announcement): void;
  /** The page follows: address, title. */
  modeChanged(mode: ScanMode): void;
  goToAttention(): void;
  /** Into the panel for a new device, which may be open already. */
  goToPanel(): void;
  /** Resolves to whether the browser took it. */
  print(receipt: Receipt, paper: StationSettings['paper']): Promise<boolean>;
  /** Nothing is unsent: the session may end. Resolves to whether it did. */
  endSession(): Promise<boolean>;
  /** Nobody scanned for so long that another session begins. */
  sessionIdle(): void;
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
  /** The district's day. */
  today(): string;
  after(ms: number, run: () => void): () => void;
}
