import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { createDesk, type Desk, type DeskOptions } from './create-station.js';
import type { Listening } from './focus-keeper.js';
import { KeyboardCapture } from './keyboard-capture.js';
import { claimStation } from './single-window.js';
import type { StationState } from './station-state.js';
import { traceMark } from '../../lib/trace.js';

export interface DeskView {
  desk: Desk;
  state: StationState;
  listening: Listening;
  focusField: () => void;
}

/** Connects one station to the document: keys, focus, windows, clock. `root` and `field` are always mounted. */
export function useDesk(
  options: DeskOptions,
  root: RefObject<HTMLDivElement | null>,
  field: RefObject<HTMLInputElement | null>,
): DeskView {
  const [desk] = useState(() => createDesk(options));
  const { station, player, focus } = desk;
  const state = useSyncExternalStore(station.subscribe, station.getState);
  const listening = useSyncExternalStore(focus.subscribe, focus.getState);
  const { stationId } = options;
  const { pullFocus, gapMs, noSuffix } = state.settings;
  const keyboard = useRef<KeyboardCapture>(null);

  useEffect(() => {
    if (!root.current || !field.current) return;
    keyboard.current = keyboardOf(desk, field.current);
    const detach = [
      focus.attach(field.current, root.current),
      keyboard.current.attach(),
      claimStation(stationId, () => station.yieldToOther()),
      listenToWindow(desk),
    ];
    void station.start();
    return () => {
      detach.forEach((stop) => stop());
      station.stop();
      player.close();
    };
  }, [desk, field, focus, player, root, station, stationId]);

  useEffect(() => {
    focus.setPullFocus(pullFocus);
  }, [focus, pullFocus]);

  useEffect(() => {
    keyboard.current?.configure({ gapMs, noSuffix });
  }, [gapMs, noSuffix]);

  return { desk, state, listening, focusField: focus.focus };
}

function keyboardOf({ station, player }: Desk, field: HTMLInputElement): KeyboardCapture {
  return new KeyboardCapture(field, {
    submit: (line, source, at) => {
      const id = station.submit(line, source);
      if (id) traceMark('enter', id, at);
    },
    touched: () => {
      player.wake();
      station.touch();
    },
    escape: () => station.escape(),
    finish: () => station.command({ name: 'done' }),
    undo: () => station.undo(),
    target: (step) => station.target(step),
  });
}

/** When the page stands. */
const PREPARE_MS = 300;

function listenToWindow({ station, player }: Desk): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  window.addEventListener('online', () => station.wake(), { signal });
  window.addEventListener('pointerdown', () => player.wake(), { signal });
  const clock = window.setInterval(() => station.tick(), 1_000);
  const prepared = window.setTimeout(() => player.prepare(), PREPARE_MS);
  return () => {
    abort.abort();
    window.clearInterval(clock);
    window.clearTimeout(prepared);
  };
}
