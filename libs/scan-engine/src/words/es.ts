import { STATE_WORDS } from '@app/kernel';
import type { MessageKey } from './en.js';
import { ES_ACCESSORIES } from './es-accessories.js';
import { ES_ANY } from './es-any.js';
import { ES_BATCH } from './es-batch.js';
import { ES_CARDS } from './es-cards.js';
import { ES_CARTS } from './es-carts.js';
import { ES_PEOPLE } from './es-people.js';
import { ES_ROWS } from './es-rows.js';
import { ES_SITES } from './es-sites.js';
import { ES_SUB_MODES } from './es-sub-modes.js';
import { ES_TRANSFERS } from './es-transfers.js';
import type { Words } from './words.js';

export const ES: Words<MessageKey> = {
  messages: {
    ...ES_ACCESSORIES,
    ...ES_ANY,
    ...ES_BATCH,
    ...ES_CARDS,
    ...ES_CARTS,
    ...ES_PEOPLE,
    ...ES_ROWS,
    ...ES_SITES,
    ...ES_SUB_MODES,
    ...ES_TRANSFERS,
  },
  states: STATE_WORDS.es,
  verbs: {
    O4: 'ENTREGADO',
    O10: 'ENTREGADO',
    O11: '¿PARA QUIÉN ES?',
    O13: 'ENTREGADO',
    I1: 'DEVUELTO',
    I3: 'DEVUELTO',
    I6: 'APARECIÓ',
    RENEW: 'RENOVADO',
  },
  weekdays: ['dom', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb'],
  months: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
  ago: { seconds: 'hace # s', minutes: 'hace # min', hours: 'hace # h', day: 'hace 1 día', days: 'hace # días' },
  devices: { one: '1 dispositivo', many: '# dispositivos' },
  schoolDays: { one: '1 día de clases', many: '# días de clases' },
  loans: {
    'one-to-one': { one: 'dispositivo 1:1', many: '1:1' },
    daily: { one: 'préstamo del día', many: 'préstamos del día' },
    long: { one: 'préstamo largo', many: 'préstamos largos' },
    'in-school': { one: 'préstamo en la escuela', many: 'préstamos en la escuela' },
    summer: { one: 'préstamo de verano', many: 'préstamos de verano' },
  },
  counts: {
    only: 'tiene {n} de {limit}',
    of: '{kind} {n} de {limit}',
    none: 'el programa no da {kind}',
    beyond: '{kind} {n}, ninguno en el programa',
  },
  clock: 12,
};
