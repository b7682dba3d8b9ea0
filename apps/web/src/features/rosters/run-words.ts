import type { Tone } from '../../components/state-badge.js';
import type { Dto } from '../../lib/api.js';
import { wordsIn, type Values, type Wording } from '../../lib/language.js';
import { count } from './roster-words.js';

export type Run = Dto<'RosterRunDto'>;
export type Counts = Dto<'RosterCountsDto'>;
type Outcome = Dto<'RosterOutcome'>;

/** How loud each standing is; its words are the kernel's. */
export const TONES: Record<Dto<'RosterState'>, Tone> = {
  checking: 'blue',
  checked: 'amber',
  stopped: 'red',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'grey',
};

export const WAYS: Record<Dto<'RosterWay'>, Wording> = {
  upload: ['Upload', 'Subida'],
  folder: ['Watched folder', 'Carpeta vigilada'],
  command: ['Command', 'Comando'],
};

export const RECORDS: Record<Dto<'RosterRecordKind'>, Wording> = {
  org: ['Schools', 'Escuelas'],
  user: ['People', 'Personas'],
  role: ['Roles', 'Funciones'],
  class: ['Classes', 'Clases'],
  enrollment: ['Enrollments', 'Inscripciones'],
  link: ['Family links', 'Vínculos familiares'],
};

export const MODES: Record<Dto<'RosterFileMode'>, Wording> = {
  bulk: ['Bulk: the whole', 'Completo'],
  delta: ['Delta: changes only', 'Solo cambios'],
  absent: ['Absent: nothing in it', 'Ausente: sin contenido'],
};

const FIELDS: Record<string, Wording> = {
  number: ['Number', 'Número'],
  givenName: ['First name', 'Nombre'],
  familyName: ['Last name', 'Apellido'],
  kind: ['Kind', 'Tipo'],
  grade: ['Grade', 'Grado'],
  homeroom: ['Homeroom', 'Aula de tutoría'],
  site: ['Home site', 'Escuela principal'],
  sites: ['Sites', 'Escuelas'],
  email: ['E-mail', 'Correo'],
  state: ['Enrollment', 'Matrícula'],
  withdrawnOn: ['Left on', 'Se fue el'],
  guardians: ['Contacts', 'Contactos'],
};
export const fieldWord = (field: string): string => (field in FIELDS ? wordsIn(FIELDS[field]) : field);

/** A tile: what it counts, and which rows stand behind it. */
export interface Tile {
  id: string;
  label: Wording;
  /** Above the list behind it. */
  title: Wording;
  filter: { outcome: Outcome; field?: string };
  of: (counts: Counts) => number;
}

const tile = (id: string, label: Wording, title: Wording, of: Tile['of'], filter: Tile['filter']): Tile => ({
  ...{ id, label, title, of, filter },
});

export const TILES: readonly Tile[] = [
  tile('new', ['New', 'Nuevas'], ['New people', 'Personas nuevas'], (c) => c.create, { outcome: 'create' }),
  tile('changed', ['Changed', 'Cambian'], ['What changes', 'Lo que cambia'], (c) => c.change, { outcome: 'change' }),
  tile('moved', ['Moved', 'Trasladadas'], ['At another home site', 'En otra escuela principal'], (c) => c.moved, {
    ...{ outcome: 'change', field: 'site' },
  }),
  tile(
    'back',
    ['Back again', 'De vuelta'],
    [
      'Withdrawn by a roster, or by an answer to its question, and here again: taken back',
      'De baja por una matrícula, o por la respuesta a su pregunta, y de vuelta: readmitidas',
    ],
    (c) => c.takenBack,
    {
      ...{ outcome: 'change', field: 'state' },
    },
  ),
  tile(
    'asked',
    ['Missing: asked about', 'Faltan: se pregunta'],
    [
      'Missing from the roster, or back though the office withdrew them unasked: nothing changes, a person is asked',
      'Faltan en la matrícula, o vuelven aunque la oficina les dio de baja sin que se preguntara: nada cambia, se pregunta',
    ],
    (c) => c.ask,
    { outcome: 'ask' },
  ),
  tile(
    'withdrawn',
    ['Withdrawn', 'De baja'],
    ['Deleted by the source: withdrawn', 'Borradas por la fuente: de baja'],
    (c) => c.withdraw,
    {
      outcome: 'withdraw',
    },
  ),
  tile('unchanged', ['Unchanged', 'Sin cambio'], ['Unchanged people', 'Personas sin cambio'], (c) => c.unchanged, {
    outcome: 'unchanged',
  }),
  tile(
    'refused',
    ['Refused', 'Rechazadas'],
    ['Refused lines: left out of the run', 'Líneas rechazadas: quedan fuera'],
    (c) => c.refuse,
    {
      outcome: 'refuse',
    },
  ),
  tile(
    'kept',
    ['Kept', 'Se quedan'],
    [
      'This source has them no more, and they stay because another one lists them',
      'Esta fuente ya no las tiene, y se quedan porque otra las incluye',
    ],
    (c) => c.kept ?? 0,
    { outcome: 'kept' },
  ),
  tile(
    'left-out',
    ['Guardians, or no role now', 'Tutores, o sin función ahora'],
    [
      'In the files, and not taken as people: guardians, and whose role is over, begins later or is missing',
      'En los archivos, y no tomados como personas: tutores, y quienes no tienen función, o la suya terminó o empieza después',
    ],
    ({ leftOut }) => (leftOut ? leftOut.guardians + leftOut.notNow + leftOut.withoutRole : 0),
    { outcome: 'left-out' },
  ),
];

const WORDS = {
  title: ['Roster of {source}', 'Matrícula de {source}'],
  package: ['The package', 'El paquete'],
  dialect: ['Dialect', 'Dialecto'],
  system: ['System', 'Sistema'],
  came: ['Came by', 'Llegó por'],
  size: ['Size', 'Tamaño'],
  number: ['Student number', 'Número de estudiante'],
  approved: ['Approved', 'Aprobada'],
  'approved.by': ['{name}, {n} people', '{name}, {n} personas'],
  file: ['File', 'Archivo'],
  what: ['What', 'Qué'],
  mode: ['Manifest', 'Manifiesto'],
  rows: ['Rows', 'Filas'],
  unread: ['Columns not read', 'Columnas no leídas'],
  'no.files': ['None of the files could be read', 'No se pudo leer ningún archivo'],
  would: ['What it would do', 'Lo que haría'],
  did: ['What it did', 'Lo que hizo'],
  nothing: ['Nothing has been changed.', 'No se ha cambiado nada.'],
  checking: ['Comparing with the records', 'Comparando con los registros'],
  running: ['Writing the changes', 'Escribiendo los cambios'],
  progress: ['{doing}: {done} of {total} rows', '{doing}: {done} de {total} filas'],
  leave: ['You can leave this page and come back.', 'Puede salir de esta página y volver.'],
  'checking.note': ['Nothing is changed by looking.', 'Mirar no cambia nada.'],
  'running.note': ['A run is kept whole or not at all.', 'Una carga se guarda entera o no se guarda.'],
  stopping: ['Stopping…', 'Deteniendo…'],
  run: ['Run: {words}', 'Cargar: {words}'],
  'run.nothing': ['nothing changes', 'nada cambia'],
  drop: ['Leave this roster', 'Abandonar esta matrícula'],
  again: ['Look again', 'Mirar otra vez'],
  done: ['The roster is in.', 'La matrícula está cargada.'],
  'done.ask': ['Answer the questions', 'Responder a las preguntas'],
  unknown: [
    '{n} of its schools are not known here: {people} would be left out. Say which sites they are, then look again.',
    'Aquí no se conocen {n} de sus escuelas: {people} quedarían fuera. Diga qué escuelas son y mire otra vez.',
  ],
  'unknown.one': [
    'One of its schools is not known here: {people} would be left out. Say which site it is, then look again.',
    'Aquí no se conoce una de sus escuelas: {people} quedarían fuera. Diga qué escuela es y mire otra vez.',
  ],
  'unknown.link': ['Say which', 'Decir cuáles'],
  'left.out': [
    'In the files, and not taken as people: {guardians} guardians (contacts only), {notNow} whose role is over or begins later, {withoutRole} without a role.',
    'En los archivos, y no tomados como personas: {guardians} tutores (solo contactos), {notNow} cuya función terminó o empieza después, {withoutRole} sin función.',
  ],
  rowsOf: ['People by what becomes of them', 'Personas según lo que pasa con ellas'],
  where: ['Line', 'Línea'],
  'where.none': ['in no file', 'en ningún archivo'],
  changes: ['Differences', 'Diferencias'],
  why: ['Why', 'Por qué'],
  fix: ['What to do', 'Qué hacer'],
  left: ['Left out', 'Omitido'],
  noted: ['Noted', 'Observaciones'],
  empty: ['empty', 'vacío'],
  gone: ['The rows are no longer kept: they are for a while only.', 'Las filas ya no se guardan: solo por un tiempo.'],
  unnamed: ['Without a name', 'Sin nombre'],
} as const satisfies Record<string, Wording>;

export const runSay = (key: keyof typeof WORDS, values?: Values): string => wordsIn(WORDS[key], values);

const PARTS: readonly [key: 'create' | 'change' | 'withdraw' | 'ask', one: Wording, many: Wording][] = [
  ['create', ['1 new', '1 nueva'], ['{n} new', '{n} nuevas']],
  ['change', ['1 change', '1 cambio'], ['{n} changes', '{n} cambios']],
  ['withdraw', ['1 withdrawn', '1 baja'], ['{n} withdrawn', '{n} bajas']],
  ['ask', ['1 question', '1 pregunta'], ['{n} questions', '{n} preguntas']],
];
const REFUSED: readonly [one: Wording, many: Wording] = [
  ['1 refused', '1 rechazada'],
  ['{n} refused', '{n} rechazadas'],
];

/** "12 new, 40 changes, 8 questions": what the button of the run says. */
export function runWords(counts: Counts): string {
  const parts = PARTS.filter(([key]) => counts[key] > 0).map(([key, one, many]) =>
    wordsIn(counts[key] === 1 ? one : many, { n: count(counts[key]) }),
  );
  return parts.length > 0 ? parts.join(', ') : runSay('run.nothing');
}

/** What a run comes to, with what it refused: "12 new, 1 refused". */
export function outcomeWords(counts: Counts): string {
  const { refuse } = counts;
  return refuse === 0
    ? runWords(counts)
    : `${runWords(counts)}, ${wordsIn(REFUSED[refuse === 1 ? 0 : 1], { n: count(refuse) })}`;
}
