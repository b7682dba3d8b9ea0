import { STATION_COMMANDS } from '../../lib/station-commands.js';
import { readInput } from './input.js';

/** ux §3.7: typed word and card. A card of a note asks for its words. */
const CARDS = [
  ['/u', 'CMD-UNDO'],
  ['/done', 'CMD-DONE'],
  ['/out', 'CMD-OUT'],
  ['/in', 'CMD-IN'],
  ['/look', 'CMD-LOOK'],
  ['/back', 'CMD-BACK'],
  ['/d 1', 'CMD-DUE-1'],
  ['/d 6-12', 'CMD-DUE-6-12'],
  ['/d eoy', 'CMD-DUE-EOY'],
  ['/date 11-20', 'CMD-DATE-11-20'],
  ['/audit', 'CMD-AUDIT'],
  ['/ew', 'CMD-EW'],
  ['/loan', 'CMD-LOAN'],
  ['/batch', 'CMD-BATCH'],
  ['/n', 'CMD-NOTE'],
  ['/pair', 'CMD-PAIR'],
  ['/free', 'CMD-FREE'],
  ['/p', 'CMD-PRINT'],
  ['/a', 'CMD-ATTN'],
  ['/mute', 'CMD-MUTE'],
  ['/loud', 'CMD-LOUD'],
  ['/new', 'CMD-NEW'],
  ['/?', 'CMD-HELP'],
];

it.each(CARDS)('%s is %s', (typed, card) => {
  expect(readInput(card)).toEqual(readInput(typed));
  expect(readInput(card.toLowerCase())).toEqual(readInput(typed));
  expect(readInput(typed)).toMatchObject({ kind: 'command' });
  expect(readInput(typed)).not.toMatchObject({ command: { name: 'unknown' } });
});

it.each([...'123456cfipstrmnx', '+'])('the key %s is a card too', (key) =>
  expect(readInput(`CMD-${key === '+' ? 'PLUS' : key.toUpperCase()}`)).toEqual({ kind: 'key', key }),
);

/** Pages of their own, later: the station says so. */
const LATER = ['/audit', '/ew'];

it('Esc is CMD-CLEAR', () => expect(readInput('cmd-clear')).toEqual({ kind: 'command', command: { name: 'clear' } }));

it('the sheet lists every word that has a card, and nothing that the station does not know', () => {
  const listed = STATION_COMMANDS.flatMap(([typed]) => typed.split('  ')).filter((typed) => typed.startsWith('/'));
  const wordOf = (typed: string): string => typed.split(' ')[0];
  const words = CARDS.map(([typed]) => wordOf(typed));
  expect(words.filter((word) => !listed.map(wordOf).includes(word))).toEqual(LATER);
  for (const typed of listed) expect(readInput(typed)).not.toMatchObject({ command: { name: 'unknown' } });
});
