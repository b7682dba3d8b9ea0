import type { Language } from '@app/kernel';
import { language } from '../../lib/language.js';
import { nameOf, receiptOf } from './receipt.js';
import { DISPLAY_WORDS } from './receipt-words.js';
import { NO_ROWS, addRow, classOf, type Row } from './rows.js';

/** All that ever leaves the station for the second screen. */
export interface DisplayMessage {
  key: keyof typeof DISPLAY_WORDS;
  name: string | null;
  model: string | null;
  language: Language;
}

const READY = { key: 'ready', name: null, model: null } as const;

/** "Maya Rivera" and "Maya R." alike: the given name and an initial. Initials stay what they are. */
export function shortName(name: string | null): string | null {
  const words = (name ?? '').split(/\s+/).filter(Boolean);
  return words.length < 2 ? (words.at(0) ?? null) : `${words[0]} ${words.at(-1)?.charAt(0) ?? ''}.`;
}

/** What the person at the desk is told of the newest row: that it is done, or to wait; the reason is for the clerk. */
export function displayOf(row: Row | undefined): DisplayMessage {
  const own = { ...READY, language: language() };
  if (!row || row.mode === 'look' || row.undo === 'done') return own;
  const { answer } = row;
  const outcome = classOf(row);
  if (!answer || outcome === 'STOP' || outcome === 'ALARM' || outcome === 'AGAIN')
    return outcome === 'CHECKING' ? own : { ...own, key: 'wait' };
  const receipt = receiptOf(addRow(NO_ROWS, row));
  const name = shortName(nameOf(answer));
  const spoken = { ...own, language: receipt?.language ?? own.language, name };
  if (outcome === 'CONTEXT')
    return answer.subject?.of === 'person' ? { ...spoken, key: name ? 'hello' : 'hello.nobody' } : own;
  if (!receipt) return { ...own, key: 'wait' };
  const key = receipt.mode === 'in' ? 'returned' : 'given';
  return { ...spoken, key: name ? key : `${key}.nobody`, model: receipt.lines.at(0)?.modelName ?? null };
}

const channelOf = (stationId: string): BroadcastChannel => new BroadcastChannel(`cubby-display-${stationId}`);

/** From the station to the screens beside it, and again whenever one opens. @returns how to say, and how to stop */
export function speakToDisplays(stationId: string): { say: (message: DisplayMessage) => void; close: () => void } {
  const channel = channelOf(stationId);
  let last: DisplayMessage | null = null;
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'opened' && last) channel.postMessage(last);
  };
  return {
    say: (message) => {
      last = message;
      channel.postMessage(message);
    },
    close: () => channel.close(),
  };
}

export function listenToStation(stationId: string, heard: (message: DisplayMessage) => void): () => void {
  const channel = channelOf(stationId);
  channel.onmessage = ({ data }: MessageEvent<DisplayMessage | 'opened'>) => {
    if (data !== 'opened') heard(data);
  };
  channel.postMessage('opened');
  return () => channel.close();
}
