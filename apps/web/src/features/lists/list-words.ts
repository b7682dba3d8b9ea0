import type { Dto } from '../../lib/api.js';
import { wordsIn, type Values, type Wording } from '../../lib/language.js';

/** The lists for the morning, on the screen and on paper. */
export const LIST_WORDS = {
  lists: ['Lists', 'Listas'],
  site: ['Site', 'Escuela'],
  print: ['Print', 'Imprimir'],
  count: ['{n} on this list', '{n} en esta lista'],
  loaners: ['Loaners out', 'Préstamos del día'],
  'loaners.lead': [
    'Day and in-school loans that are not back, by homeroom: due when school closes.',
    'Préstamos del día y de uso en la escuela sin devolver, por aula de tutoría: se devuelven al cerrar la escuela.',
  ],
  'loaners.empty': ['Every day and in-school loan is back', 'Todos los préstamos del día están de vuelta'],
  overdue: ['Overdue', 'Vencidos'],
  'overdue.lead': [
    'Loans whose time has passed, by homeroom; days late are school days. A count of late returns bars nobody from a device.',
    'Préstamos cuyo plazo ha pasado, por aula de tutoría; los días de retraso son días de clase. Las devoluciones tardías no privan a nadie de un dispositivo.',
  ],
  'overdue.empty': ['Nothing is overdue', 'No hay nada vencido'],
  'no-shows': ['No-shows', 'Sin recoger'],
  'no-shows.lead': [
    'On the roster for a device to take home, and nothing handed out this school year.',
    'En la lista para llevar un dispositivo a casa, y nada entregado este año escolar.',
  ],
  'no-shows.empty': ['Everybody has had a device', 'Todos han recibido un dispositivo'],
  'no-shows.by': ['Nothing handed out up to', 'Nada entregado hasta el'],
  student: ['Student', 'Estudiante'],
  grade: ['Grade', 'Grado'],
  'grade.of': ['Grade {grade}', 'Grado {grade}'],
  'grade.all': ['All grades', 'Todos los grados'],
  'grade.none': ['No grade', 'Sin grado'],
  homeroom: ['No homeroom', 'Sin aula de tutoría'],
  device: ['Device', 'Dispositivo'],
  'device.untagged': ['Device without a tag', 'Dispositivo sin etiqueta'],
  'device.serial': ['Serial {serial}', 'Serie {serial}'],
  loan: ['Loan', 'Préstamo'],
  due: ['Due', 'Devolver el'],
  late: ['School days late', 'Días de clase de retraso'],
  year: ['This year', 'Este año'],
  'late.one': ['1 late', '1 tarde'],
  'late.many': ['{n} late', '{n} tarde'],
  number: ['Number', 'Número'],
  reserved: ['Reserved', 'Reservado'],
  roster: ['Roster', 'Matrícula'],
  temporary: ['Temporary', 'Provisional'],
  'do-not-contact': ['Do not contact', 'No contactar'],
} as const satisfies Record<string, Wording>;

export const LOAN_WORDS: Readonly<Record<Dto<'LoanType'>, Wording>> = {
  'one-to-one': ['1:1', '1:1'],
  daily: ['Loaner', 'Préstamo del día'],
  long: ['Long loan', 'Préstamo largo'],
  'in-school': ['In school only', 'Solo en la escuela'],
  summer: ['Summer loan', 'Préstamo de verano'],
};

export const listWord = (key: keyof typeof LIST_WORDS, values?: Values): string => wordsIn(LIST_WORDS[key], values);

/** "Grade 7", "TK". */
export const gradeWord = (grade: string | null): string =>
  grade === null ? listWord('grade.none') : /^\d+$/.test(grade) ? listWord('grade.of', { grade }) : grade;

export const deviceWord = ({ tag, serial }: { tag: string | null; serial: string | null }): string =>
  tag ?? (serial ? listWord('device.serial', { serial }) : listWord('device.untagged'));

/** "1 time" is nothing to speak of; more is a count to talk about. */
export const lateText = (n: number): string =>
  n === 0 ? '–' : n === 1 ? listWord('late.one') : listWord('late.many', { n });
