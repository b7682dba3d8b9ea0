import type { OutcomeClass } from '@app/scan-engine';

export interface Note {
  /** Seconds from the start. */
  at: number;
  seconds: number;
  hz: number;
  /** Glides to this pitch. */
  toHz?: number;
  wave: OscillatorType;
  gain: number;
}

export interface Earcon {
  name: string;
  notes: Note[];
}

/** Seven sounds that differ in rhythm first, so that they can be told apart in a noisy room and by any ear. */
export const EARCONS: Record<OutcomeClass, Earcon> = {
  OK: { name: 'S1-ok', notes: [{ at: 0, seconds: 0.09, hz: 880, toHz: 1480, wave: 'sine', gain: 0.5 }] },
  CONTEXT: { name: 'S2-context', notes: [{ at: 0, seconds: 0.03, hz: 1200, wave: 'triangle', gain: 0.5 }] },
  CHECK: {
    name: 'S3-check',
    notes: [
      { at: 0, seconds: 0.11, hz: 740, wave: 'triangle', gain: 0.6 },
      { at: 0.2, seconds: 0.11, hz: 740, wave: 'triangle', gain: 0.6 },
    ],
  },
  STOP: {
    name: 'S4-stop',
    notes: [
      { at: 0, seconds: 0.3, hz: 165, wave: 'sawtooth', gain: 0.55 },
      { at: 0.4, seconds: 0.3, hz: 165, wave: 'sawtooth', gain: 0.55 },
    ],
  },
  AGAIN: { name: 'S5-again', notes: [{ at: 0, seconds: 0.06, hz: 280, wave: 'sine', gain: 0.45 }] },
  SAVED: {
    name: 'S6-saved',
    notes: [
      { at: 0, seconds: 0.04, hz: 900, wave: 'triangle', gain: 0.45 },
      { at: 0.09, seconds: 0.04, hz: 600, wave: 'triangle', gain: 0.45 },
    ],
  },
  ALARM: {
    name: 'S7-alarm',
    notes: [0, 0.75].flatMap((start) =>
      [988, 784, 523].map((hz, i): Note => ({ at: start + i * 0.2, seconds: 0.18, hz, wave: 'square', gain: 0.35 })),
    ),
  },
};

/** Worst first: when several rows are answered at once, the worst one is heard. */
export const SEVERITY: Record<OutcomeClass, number> = {
  ALARM: 6,
  STOP: 5,
  CHECK: 4,
  SAVED: 3,
  CONTEXT: 2,
  OK: 1,
  AGAIN: 0,
};
