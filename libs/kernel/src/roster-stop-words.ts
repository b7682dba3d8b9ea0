import type { Language, Wording } from './language.js';
import { said } from './language.js';

const TITLES = {
  'no-students': ['There is no student in these files', 'En estos archivos no hay ningún estudiante'],
  'many-students-leaving': [
    '{leaving} of {before} students would leave the roster',
    '{leaving} de {before} estudiantes saldrían de la matrícula',
  ],
  'many-staff-leaving': [
    '{leaving} of {before} members of staff would leave the roster',
    '{leaving} de {before} miembros del personal saldrían de la matrícula',
  ],
  'many-renumbered': [
    '{leaving} of {before} people would get another number',
    '{leaving} de {before} personas recibirían otro número',
  ],
  'many-moved': [
    '{leaving} of {before} people would get another home site',
    '{leaving} de {before} personas pasarían a otra escuela principal',
  ],
} as const satisfies Record<string, Wording>;
type Reason = keyof typeof TITLES;

const TURNED: Partial<Record<Reason, Wording>> = {
  'many-students-leaving': [
    '{leaving} of {before} students would leave the roster, or are staff in it ({turned})',
    '{leaving} de {before} estudiantes saldrían de la matrícula, o son personal en ella ({turned})',
  ],
  'many-staff-leaving': [
    '{leaving} of {before} members of staff would leave the roster, or are students in it ({turned})',
    '{leaving} de {before} miembros del personal saldrían de la matrícula, o son estudiantes en ella ({turned})',
  ],
};

const LEAVING = [
  'That is {percent} %, and this source may lose {limit} % without being asked. An export of one school only, or one that was cut off, looks like this.',
  'Es el {percent} %, y esta fuente puede perder el {limit} % sin preguntar. Así se ve una exportación de una sola escuela, o una cortada.',
] as const satisfies Wording;

const LEAVING_IN_SLICES = [
  'With the {lately} whom runs of the last 24 hours withdrew that is {sum} of {all}, {percent} %, and this source may lose {limit} % without being asked. An export of one school only, or one that was cut off, looks like this. An approval is about the {leaving} of this run alone.',
  'Con las {lately} a quienes dieron de baja cargas de las últimas 24 horas son {sum} de {all}, el {percent} %, y esta fuente puede perder el {limit} % sin preguntar. Así se ve una exportación de una sola escuela, o una cortada. Una aprobación trata solo de las {leaving} de esta carga.',
] as const satisfies Wording;

const WHY: Readonly<Record<Reason, Wording>> = {
  'no-students': [
    'An export that was cut off looks like this. Everybody of before would be missing: {before}.',
    'Así se ve una exportación cortada. Faltarían todos los de antes: {before}.',
  ],
  'many-students-leaving': LEAVING,
  'many-staff-leaving': LEAVING,
  'many-renumbered': [
    'That is {percent} %, and {limit} % may change without being asked. Columns that changed places look like this.',
    'Es el {percent} %, y el {limit} % puede cambiar sin preguntar. Así se ven columnas que cambiaron de lugar.',
  ],
  'many-moved': [
    'That is {percent} %, and {limit} % may change without being asked. A new school year looks like this, and schools that were mixed up.',
    'Es el {percent} %, y el {limit} % puede cambiar sin preguntar. Así se ve un nuevo año escolar, y también escuelas confundidas.',
  ],
};

const SUM = [
  'Together {n}; whoever stands in two of them counts twice.',
  'En total {n}; quien está en dos cuenta dos veces.',
] as const satisfies Wording;

const WAITS = [
  'Nothing has been changed. Somebody with the right to approve rosters decides.',
  'No se ha cambiado nada. Decide alguien con permiso para aprobar matrículas.',
] as const satisfies Wording;

const MOSTLY_REFUSED = [
  'More than {limit} % of it is refused. Nothing has been changed. Somebody who has looked at it runs it on its page.',
  'Se rechaza más del {limit} %. No se ha cambiado nada. Alguien que la haya mirado la carga en su página.',
] as const satisfies Wording;

const NOT_KEPT = ['Nothing of it was kept.', 'No se guardó nada.'] as const satisfies Wording;
const LEFT = [
  'This roster was left. Nothing has been changed.',
  'Esta matrícula se abandonó. No se ha cambiado nada.',
] as const satisfies Wording;
const ERROR_ID = ['Error id', 'Id. del error'] as const satisfies Wording;

const PEOPLE: readonly [Wording, Wording] = [
  ['1 person', '1 persona'],
  ['{n} people', '{n} personas'],
];

type Values = Readonly<Record<string, string | number>>;
const filled = (wording: Wording, values: Values, language?: Language): string =>
  said(wording, language).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

const counted = (n: number): string => n.toLocaleString('en-US');

/** "1 person", "12 people". */
export const peopleText = (n: number, language?: Language): string =>
  filled(PEOPLE[n === 1 ? 0 : 1], { n: counted(n) }, language);

/** One reason why a roster stops: `leaving` of the people `before` it are what it is about. */
export interface RosterStop {
  reason: Reason;
  before: number;
  leaving: number;
  /** Of them, who are the other kind of people in the files. */
  turned?: number;
  /** Who left within 24 hours and counts with them. */
  lately?: number;
}

export const rosterStopTitle = ({ reason, leaving, before, turned = 0 }: RosterStop, language?: Language): string =>
  filled(
    (turned > 0 && TURNED[reason]) || TITLES[reason],
    { leaving: counted(leaving), before: counted(before), turned: counted(turned) },
    language,
  );

/** How much that is, against what the source may lose, and what it looks like. */
export function rosterStopWhy(
  { reason, leaving, before, lately = 0 }: RosterStop,
  limit: number,
  language?: Language,
): string {
  const all = before + lately;
  const percent = all > 0 ? Math.round(((leaving + lately) / all) * 100) : 100;
  const numbers = {
    leaving: counted(leaving),
    lately: counted(lately),
    sum: counted(leaving + lately),
    all: counted(all),
  };
  const values = { ...numbers, before: peopleText(before, language), percent, limit };
  return filled(lately > 0 ? LEAVING_IN_SLICES : WHY[reason], values, language);
}

interface RosterGuard extends RosterStop {
  others: readonly RosterStop[];
  limitPercent: number;
  number: number;
}

/** Of several reasons: how many people they are about; null when the first says it. */
export const rosterStopSum = ({ number, leaving }: RosterGuard, language?: Language): string | null =>
  number === leaving ? null : filled(SUM, { n: peopleText(number, language) }, language);

/** Who decides about a roster that stopped. */
export const rosterStopWaits = (language?: Language): string => said(WAITS, language);

/** A stop whole, as text. */
export const rosterStopText = (guard: RosterGuard, language?: Language): string =>
  [
    ...[guard, ...guard.others].map(
      (stop) => `${rosterStopTitle(stop, language)}. ${rosterStopWhy(stop, guard.limitPercent, language)}`,
    ),
    rosterStopSum(guard, language),
    rosterStopWaits(language),
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');

/** Why a roster waits of which too many lines are refused. */
export const mostlyRefusedText = (limit: number, language?: Language): string =>
  filled(MOSTLY_REFUSED, { limit }, language);

interface RosterEnd {
  failure: { message: string; details: Readonly<Record<string, unknown>> } | null;
}

/** Why a roster failed, or that somebody left it. An error of ours has an id, by which the log knows it. */
export function rosterEndText({ failure }: RosterEnd, language?: Language): string {
  if (!failure) return said(LEFT, language);
  const { errorId } = failure.details;
  const id = typeof errorId === 'string' ? ` ${said(ERROR_ID, language)} ${errorId}` : '';
  return `${failure.message}. ${said(NOT_KEPT, language)}${id}`;
}
