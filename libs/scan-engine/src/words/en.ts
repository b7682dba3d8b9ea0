import { STATE_WORDS } from '@app/kernel';
import { EN_ACCESSORIES } from './en-accessories.js';
import { EN_ANY } from './en-any.js';
import { EN_BATCH } from './en-batch.js';
import { EN_CARDS } from './en-cards.js';
import { EN_CARTS } from './en-carts.js';
import { EN_PEOPLE } from './en-people.js';
import { EN_ROWS } from './en-rows.js';
import { EN_SITES } from './en-sites.js';
import { EN_SUB_MODES } from './en-sub-modes.js';
import { EN_TRANSFERS } from './en-transfers.js';
import type { Words } from './words.js';

export type MessageKey =
  | keyof typeof EN_ACCESSORIES
  | keyof typeof EN_ANY
  | keyof typeof EN_BATCH
  | keyof typeof EN_CARDS
  | keyof typeof EN_CARTS
  | keyof typeof EN_PEOPLE
  | keyof typeof EN_ROWS
  | keyof typeof EN_SITES
  | keyof typeof EN_SUB_MODES
  | keyof typeof EN_TRANSFERS;

export const EN: Words<MessageKey> = {
  messages: {
    ...EN_ACCESSORIES,
    ...EN_ANY,
    ...EN_BATCH,
    ...EN_CARDS,
    ...EN_CARTS,
    ...EN_PEOPLE,
    ...EN_ROWS,
    ...EN_SITES,
    ...EN_SUB_MODES,
    ...EN_TRANSFERS,
  },
  states: STATE_WORDS.en,
  verbs: {
    O4: 'CHECKED OUT',
    O10: 'CHECKED OUT',
    O11: 'WHO IS IT FOR?',
    O13: 'CHECKED OUT',
    I1: 'CHECKED IN',
    I3: 'CHECKED IN',
    I6: 'FOUND',
    RENEW: 'RENEWED',
  },
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ago: { seconds: '# s ago', minutes: '# min ago', hours: '# h ago', day: '1 day ago', days: '# days ago' },
  devices: { one: '1 device', many: '# devices' },
  schoolDays: { one: '1 school day', many: '# school days' },
  loans: {
    'one-to-one': { one: '1:1 device', many: '1:1' },
    daily: { one: 'loaner', many: 'loaners' },
    long: { one: 'long loan', many: 'long loans' },
    'in-school': { one: 'in-school loan', many: 'in-school loans' },
    summer: { one: 'summer loan', many: 'summer loans' },
  },
  counts: {
    only: 'has {n} of {limit}',
    of: '{kind} {n} of {limit}',
    none: 'the program gives no {kind}',
    beyond: '{kind} {n}, none in the program',
  },
  clock: 12,
};
