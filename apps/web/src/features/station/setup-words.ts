import type { StationSetup } from './scan-api.js';
import { say } from './words.js';

/** "the scanner sends Tab, 18 ms a character, sound OK": what a check found, part by part. */
export function setupWords(setup: StationSetup): string[] {
  const { suffix, prefix, gapMs, letterCase, doubled, layoutSwapped, soundHeard, printer, storageKept } = setup;
  const words = [
    suffix && say(`found.${suffix}`),
    gapMs !== null && say('found.gap', { n: gapMs }),
    prefix && say('found.prefix', { prefix }),
    letterCase && letterCase !== 'as-printed' && say(`found.${letterCase}`),
    doubled && say('found.doubled'),
    layoutSwapped && say('found.layout'),
    soundHeard !== null && say(soundHeard ? 'found.sound' : 'found.no-sound'),
    printer && say(`found.printer-${printer}`),
    storageKept !== null && say(storageKept ? 'found.kept' : 'found.not-kept'),
  ].filter((part): part is string => typeof part === 'string');
  return words.length > 0 ? words : [say('found.nothing')];
}
