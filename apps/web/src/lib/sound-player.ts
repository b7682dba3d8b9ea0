import type { OutcomeClass } from '@app/scan-engine';
import { EARCONS, type Note } from './sounds.js';
import { traceSound } from './trace.js';

/** Plays the earcons with Web Audio: nothing to download. */
export class SoundPlayer {
  private context: AudioContext | null = null;
  private master: GainNode | null = null;
  private readonly listeners = new Set<() => void>();
  muted = false;
  private level = 0.7;

  /** Browsers start audio only after a key or a click; until then nothing can be heard. */
  get blocked(): boolean {
    return !this.muted && this.context?.state !== 'running';
  }

  set volume(level: number) {
    this.level = level;
    if (this.master) this.master.gain.value = level;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  isBlocked = (): boolean => this.blocked;

  /** Call on every key and click. */
  wake(): void {
    if (this.context?.state === 'running') return;
    this.open();
    if (this.context?.state === 'suspended') void this.context.resume().catch(() => undefined);
  }

  /** Finding the loudspeaker takes longer than a scan may: done beforehand, no scan waits for it. Silent until `wake`. */
  prepare(): void {
    this.open();
  }

  play(outcome: OutcomeClass): void {
    if (this.muted) return;
    const { name, notes } = EARCONS[outcome];
    traceSound(name);
    this.open();
    const { context, master } = this;
    if (!context || !master || context.state === 'closed') return;
    for (const note of notes) schedule(context, master, note);
  }

  close(): void {
    void this.context?.close().catch(() => undefined);
    this.context = null;
    this.master = null;
  }

  private open(): void {
    if (this.context || typeof AudioContext === 'undefined') return;
    this.context = new AudioContext({ latencyHint: 'interactive' });
    this.master = this.context.createGain();
    this.master.gain.value = this.level;
    this.master.connect(this.context.destination);
    this.context.onstatechange = () => this.listeners.forEach((listener) => listener());
  }
}

function schedule(context: AudioContext, out: AudioNode, note: Note): void {
  const start = context.currentTime + note.at;
  const end = start + note.seconds;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = note.wave;
  oscillator.frequency.setValueAtTime(note.hz, start);
  if (note.toHz) oscillator.frequency.exponentialRampToValueAtTime(note.toHz, end);
  // Short ramps instead of steps: no clicks.
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(note.gain, start + 0.005);
  gain.gain.setValueAtTime(note.gain, Math.max(start + 0.005, end - 0.015));
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(gain).connect(out);
  oscillator.start(start);
  oscillator.stop(end + 0.01);
}
