import { addDays, type CalendarDay } from '@app/kernel';
import type { Dto } from '../../lib/api.js';
import { language, wordsIn, type Values, type Wording } from '../../lib/language.js';
import { dayText } from '../../lib/time.js';
import { count, people } from './roster-words.js';

export type Answer = Dto<'RosterQuestionAnswer'>;
export type Kind = Dto<'RosterQuestionKind'>;

/** The ways to answer, the commonest first; those with dots need a day. */
export const ANSWERS: Record<Kind, readonly Answer[]> = {
  missing: ['withdraw', 'still-here', 'later'],
  returned: ['take-back', 'stays-withdrawn', 'later'],
  'number-reused': ['same-person', 'somebody-else', 'later'],
};

export const KINDS = Object.keys(ANSWERS) as Kind[];

export const needsDay = (answer: Answer): boolean => answer === 'withdraw' || answer === 'later';

/** What the field of the day begins with: left on the day that the roster names for all of them, else today; asked again in a week. */
export function firstDay(
  answer: Answer,
  { today, leftFrom, leftOn }: { today: CalendarDay; leftFrom: CalendarDay; leftOn: readonly (CalendarDay | null)[] },
): CalendarDay {
  if (answer === 'later') return addDays(today, 7);
  const [day] = new Set(leftOn).size === 1 ? leftOn : [];
  return day && day >= leftFrom && day <= today ? day : today;
}

const MOST_DAYS = 60;

/** A withdrawal has a day that has come, a later question one that has not. `leftFrom`: of all who are asked about, the latest. */
export function dayProblem(
  answer: Answer,
  day: string,
  { today, leftFrom }: { today: CalendarDay; leftFrom: CalendarDay },
): string | null {
  if (answer !== 'withdraw') return day > today && day <= addDays(today, MOST_DAYS) ? null : say('day.coming');
  if (day === '' || day > today) return say('day.past');
  return day < leftFrom ? say('day.early', { day: dayText(leftFrom, language()) }) : null;
}

const WORDS = {
  lead: [
    'A file that does not have somebody withdraws nobody. Say what is true: their devices wait for the answer.',
    'Que un archivo no tenga a alguien no le da de baja. Diga qué es cierto: sus dispositivos esperan la respuesta.',
  ],
  kinds: ['What is asked', 'Qué se pregunta'],
  'missing.short': ['Missing', 'Faltan'],
  'returned.short': ['Back again', 'De vuelta'],
  'number-reused.short': ['Number reused', 'Número repetido'],
  missing: ['Missing from the roster', 'Faltan en la matrícula'],
  returned: ['Back on the roster', 'De vuelta en la matrícula'],
  'missing.none': ['Nobody is missing from the roster', 'Nadie falta en la matrícula'],
  'returned.none': ['Nobody is back whom the office withdrew', 'No ha vuelto nadie a quien la oficina dio de baja'],
  'missing.none.text': [
    'When a bulk file does not have somebody who is here, the question stands on this page.',
    'Cuando un archivo completo no tiene a alguien que está aquí, la pregunta aparece en esta página.',
  ],
  'returned.none.text': [
    'When a roster has somebody whom the office withdrew, the question stands on this page.',
    'Cuando una matrícula tiene a alguien a quien la oficina dio de baja, la pregunta aparece en esta página.',
  ],
  'number-reused': ['Number of somebody else', 'Número de otra persona'],
  'number-reused.none': ['No number was given to somebody else', 'Ningún número se dio a otra persona'],
  'number-reused.none.text': [
    'When a roster has the number of somebody for another id with another name or grade, the question stands on this page, for whoever looks after all schools.',
    'Cuando una matrícula tiene el número de alguien con otro id y otro nombre o grado, la pregunta aparece en esta página, para quien atiende todas las escuelas.',
  ],
  'number-reused.text': [
    'One person: the next roster writes the new name and grade on the record. Somebody else: the record keeps its devices and gets another number ({number}-OLD), and the next roster makes a new record; but a number that another roster has for it as well stays its own, and the newcomer is refused until one of the two rosters is corrected.',
    'La misma persona: la próxima matrícula escribe el nombre y el grado nuevos en el registro. Otra persona: el registro conserva sus dispositivos y recibe otro número ({number}-OLD), y la próxima matrícula crea un registro nuevo; pero el número que también le da otra matrícula sigue siendo suyo, y a quien llega se le rechaza hasta que se corrija una de las dos.',
  ],
  taker: ['The roster has now', 'La matrícula tiene ahora'],
  since: ['Since', 'Desde'],
  holds: ['Devices', 'Dispositivos'],
  'asked.before': ['asked before', 'ya preguntado'],
  answer: ['Answer', 'Respuesta'],
  withdraw: ['Withdraw…', 'Dar de baja…'],
  'still-here': ['Still here', 'Sigue aquí'],
  later: ['Later…', 'Más tarde…'],
  'take-back': ['Take back', 'Readmitir'],
  'stays-withdrawn': ['Stays withdrawn', 'Sigue de baja'],
  'same-person': ['One person', 'La misma persona'],
  'somebody-else': ['Somebody else', 'Otra persona'],
  chosen: ['{who} chosen', '{who} elegidas'],
  'withdraw.title': ['Withdraw {who}', 'Dar de baja a {who}'],
  'withdraw.day': ['Left on', 'Se fue el'],
  'withdraw.text': [
    'Their devices are asked back: each who has one gets a clearance. When the roster has them again, they are taken back.',
    'Se piden sus dispositivos: a cada quien que tenga uno se le abre una liberación. Si la matrícula los tiene otra vez, se readmiten.',
  ],
  'later.title': ['Ask again about {who}', 'Preguntar otra vez por {who}'],
  'later.day': ['Ask again on', 'Preguntar el'],
  'later.text': ['Until then nothing changes, and nobody is asked.', 'Hasta entonces nada cambia y no se pregunta.'],
  'day.past': ['Give today or an earlier day', 'Indique hoy o un día anterior'],
  'day.early': [
    'Give {day} or a later day: 60 days before the question, or the last loan',
    'Indique el {day} o un día posterior: 60 días antes de la pregunta, o el último préstamo',
  ],
  'day.refused': [
    'Give another day: it has come, and is not before their last loan or 60 days before the question',
    'Indique otro día: ya llegado, y no anterior a su último préstamo ni a 60 días antes de la pregunta',
  ],
  'day.coming': ['Give one of the next 60 days', 'Indique uno de los próximos 60 días'],
  'holds.all': ['{n} devices are out to them', 'Tienen {n} dispositivos'],
  'holds.one': ['1 device is out to them', 'Tienen 1 dispositivo'],
  'withdraw.done': ['{who} withdrawn', '{who} de baja'],
  'still-here.done': ['{who}: still here', '{who}: sigue aquí'],
  'later.done': ['{who}: asked again later', '{who}: se pregunta más tarde'],
  'take-back.done': ['{who} taken back', '{who} readmitida'],
  'stays-withdrawn.done': ['{who}: stays withdrawn', '{who}: sigue de baja'],
  'same-person.done': [
    '{who}: one person, changed by the next roster',
    '{who}: la misma persona, la cambia la próxima matrícula',
  ],
  'somebody-else.done': [
    '{who}: the number is free for somebody else',
    '{who}: el número queda libre para otra persona',
  ],
  settled: ['{n} had an answer already', '{n} ya tenían respuesta'],
  closed: [
    'This question has an answer already, or the roster has settled it',
    'Esta pregunta ya tiene respuesta, o la matrícula la ha resuelto',
  ],
  keys: [
    'Tab goes from answer to answer, Enter gives it. Space chooses a row; the bar above then answers all that are chosen.',
    'Tab pasa de respuesta en respuesta, Intro la da. Espacio elige una fila; la barra de arriba responde entonces a todas las elegidas.',
  ],
} as const satisfies Record<string, Wording>;

export const say = (key: keyof typeof WORDS, values?: Values): string => wordsIn(WORDS[key], values);

/** The one by name, many by number. */
export const whoText = (names: readonly string[]): string => (names.length === 1 ? names[0] : people(names.length));

export const holdsText = (n: number): string => (n === 1 ? say('holds.one') : say('holds.all', { n: count(n) }));
