import type { Dto } from './api.js';
import { wordsIn, type Values, type Wording } from './language.js';

/** What the check of a desk found. */
export const FOUND_WORDS = {
  sound: ['sound OK', 'sonido bien'],
  'no-sound': ['no sound: turn it up, or go by the flash', 'sin sonido: súbalo, o guíese por el destello'],
  enter: ['the scanner sends Enter', 'el escáner envía Enter'],
  tab: ['the scanner sends Tab', 'el escáner envía Tab'],
  'enter-twice': [
    'the scanner ends a code twice: that is taken as once',
    'el escáner termina cada código dos veces: se toma como una',
  ],
  none: [
    'the scanner sends nothing at the end: silence ends a code',
    'el escáner no envía nada al final: el silencio termina el código',
  ],
  other: [
    'the scanner ends with an unusual key: set it to Enter',
    'el escáner termina con una tecla rara: configúrelo en Enter',
  ],
  prefix: ['it puts {prefix} before each code: switch that off', 'pone {prefix} antes de cada código: desactívelo'],
  gap: ['{n} ms a character', '{n} ms por carácter'],
  upper: ['it makes capitals: fine', 'pone mayúsculas: está bien'],
  lower: ['it makes small letters: fine', 'pone minúsculas: está bien'],
  swapped: ['Caps Lock is on: fine', 'Bloq Mayús está activo: está bien'],
  doubled: ['it sends each code twice: switch that off', 'envía cada código dos veces: desactívelo'],
  layout: [
    'its keyboard layout is not that of this computer: set it to US English',
    'su distribución de teclado no es la de esta computadora: póngalo en inglés (EE. UU.)',
  ],
  'printer-none': ['no printer', 'sin impresora'],
  'printer-browser': ['prints after a dialog', 'imprime después de un diálogo'],
  'printer-silent': ['prints by itself', 'imprime sola'],
  kept: ['the browser keeps what is saved', 'el navegador conserva lo guardado'],
  'not-kept': [
    'the browser may clear what is saved when it needs room',
    'el navegador puede borrar lo guardado si le falta espacio',
  ],
  nothing: ['nothing was checked', 'no se revisó nada'],
} as const satisfies Record<string, Wording>;

const say = (key: keyof typeof FOUND_WORDS, values?: Values): string => wordsIn(FOUND_WORDS[key], values);

/** "the scanner sends Tab, 18 ms a character, sound OK": part by part. */
export function setupWords(setup: Dto<'StationSetupDto'>): string[] {
  const { suffix, prefix, gapMs, letterCase, doubled, layoutSwapped, soundHeard, printer, storageKept } = setup;
  const words = [
    suffix && say(suffix),
    gapMs !== null && say('gap', { n: gapMs }),
    prefix && say('prefix', { prefix }),
    letterCase && letterCase !== 'as-printed' && say(letterCase),
    doubled && say('doubled'),
    layoutSwapped && say('layout'),
    soundHeard !== null && say(soundHeard ? 'sound' : 'no-sound'),
    printer && say(`printer-${printer}`),
    storageKept !== null && say(storageKept ? 'kept' : 'not-kept'),
  ].filter((part): part is string => typeof part === 'string');
  return words.length > 0 ? words : [say('nothing')];
}
