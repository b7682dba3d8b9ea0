import { wordsIn, type Values, type Wording } from '../lib/language.js';

const FILTER_WORDS = {
  filters: ['Filters', 'Filtros'],
  add: ['Filter', 'Filtro'],
  clear: ['Clear filters', 'Quitar los filtros'],
  remove: ['Remove filter {label}', 'Quitar el filtro {label}'],
  'chip.is': ['{label} is {values}', '{label} es {values}'],
  'chip.not': ['{label} is not {values}', '{label} no es {values}'],
  sense: ['{label} is or is not', '{label} es o no es'],
  is: ['is', 'es'],
  not: ['is not', 'no es'],
  find: ['Find in {label}', 'Buscar en {label}'],
  'find.short': ['Find…', 'Buscar…'],
  'add.value': ['Add', 'Añadir'],
} as const satisfies Record<string, Wording>;

/** Words of the bar of filters, in the reader's language. */
export const filterWord = (key: keyof typeof FILTER_WORDS, values?: Values): string =>
  wordsIn(FILTER_WORDS[key], values);
