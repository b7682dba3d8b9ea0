import {
  codeWords,
  DEVICE_STATES,
  isId,
  LOG_PART_WORDS,
  MISSING_STEPS,
  recordWords,
  said,
  stateLabel,
} from '@app/kernel';
import type { DeviceState, Language, LogPart } from '@app/kernel';

type Words = Readonly<Record<Language, string>>;
const both = (en: string, es: string): Words => ({ en, es });

const SITE = both('Site', 'Escuela');
const SINCE = both('Since', 'Desde');
const UNTIL = both('Until', 'Hasta');

/** What lists filter by; `xNot` is the negative of `x`. */
export const FILTER_LABELS: Readonly<Record<string, Words>> = {
  accessory: both('Accessory', 'Accesorio'),
  accountId: both('Account', 'Cuenta'),
  action: both('What', 'Qué'),
  active: both('In use', 'En uso'),
  agreement: both('Agreement', 'Acuerdo'),
  archived: both('Out of use', 'Fuera de uso'),
  by: both('By', 'Hasta el'),
  condition: both('Condition', 'Estado'),
  device: both('Device', 'Dispositivo'),
  deviceClass: both('Class', 'Clase'),
  deviceId: both('Device', 'Dispositivo'),
  dueIn: both('Due for refresh', 'Toca renovar'),
  elsewhere: both('Away from its home site', 'Fuera de su escuela'),
  field: both('Field', 'Campo'),
  file: both('File', 'Archivo'),
  from: SINCE,
  funding: both('Funding', 'Fondos'),
  grade: both('Grade', 'Grado'),
  hold: both('Hold', 'Retención'),
  holder: both('Held by', 'Quién lo tiene'),
  homeSite: both('Home site', 'Escuela propia'),
  homeroom: both('Homeroom', 'Aula de tutoría'),
  importId: both('Import', 'Importación'),
  kind: both('Kind', 'Tipo'),
  leaving: both('Leaves its program', 'Deja su programa'),
  loanerPool: both('In the loaner pool', 'En la reserva de préstamo'),
  model: both('Model', 'Modelo'),
  olderThan: both('Days open, more than', 'Días abierta, más de'),
  open: both('Still out', 'Sin devolver'),
  outcome: both('Result', 'Resultado'),
  overdue: both('Overdue', 'Vencido'),
  own: both('By the account itself', 'De la propia cuenta'),
  pending: both('Write-off waits', 'Baja pendiente'),
  personId: both('Person', 'Persona'),
  program: both('Program', 'Programa'),
  purchasedIn: both('Purchase year', 'Año de compra'),
  q: both('Search', 'Búsqueda'),
  role: both('Role', 'Función'),
  room: both('Room', 'Aula'),
  runId: both('Run', 'Proceso'),
  seenAfter: both('Seen since', 'Visto desde'),
  seenBefore: both('Not seen since', 'No visto desde'),
  sessionId: both('Session', 'Sesión'),
  since: SINCE,
  site: SITE,
  siteId: SITE,
  source: both('Part', 'Parte'),
  sourceId: both('Source', 'Fuente'),
  standard: both('Standards list', 'Lista de estándares'),
  state: both('State', 'Situación'),
  step: both('Next step', 'Próximo paso'),
  subjectId: both('Record', 'Registro'),
  subjectKind: both('Record', 'Registro'),
  support: both('Updates', 'Actualizaciones'),
  to: UNTIL,
  type: both('Kind', 'Tipo'),
  until: UNTIL,
  verified: both('Scanned', 'Leída'),
  view: both('View', 'Vista'),
};

const VALUES: Readonly<Record<string, Words>> = {
  true: both('yes', 'sí'),
  false: both('no', 'no'),
  '-': both('none', 'ninguno'),
  none: both('nobody', 'nadie'),
  person: both('a person', 'una persona'),
  student: both('a student', 'estudiante'),
  staff: both('staff', 'personal'),
  room: both('a room', 'un aula'),
  cart: both('a cart', 'un carro'),
  out: both('still out', 'sin devolver'),
  overdue: both('overdue', 'vencido'),
  over: both('over', 'terminado'),
  past: both('ended', 'terminadas'),
  unknown: both('not known', 'sin fecha'),
  now: both('this fiscal year or late', 'este año fiscal o con retraso'),
  active: both('active', 'activo'),
  withdrawn: both('withdrawn', 'de baja'),
};

const SENSE = { is: both(': ', ': '), not: both(' is not ', ' no es ') };
const PICKED = both('Picked rows: ', 'Filas elegidas: ');
const CHOSEN = both('chosen', 'elegidos');

const isStep = (value: string): value is keyof typeof MISSING_STEPS => value in MISSING_STEPS;
const isPart = (value: string): value is LogPart => value in LOG_PART_WORDS;
const isState = (value: string): value is DeviceState => (DEVICE_STATES as readonly string[]).includes(value);
/** Fields whose values are somebody's own words. */
const FREE = new Set(['program', 'homeroom', 'q', 'action', 'role', 'field', 'site', 'homeSite', 'grade', 'condition']);

/** Fields of paging and order. */
export const NO_FILTERS: readonly string[] = ['after', 'limit', 'sort'];

/** Of a query that was read: what was said of each field. */
export function filtersOf(query: object): { field: string; values: string[] }[] {
  return Object.entries(query)
    .filter(([field, value]) => value !== undefined && !NO_FILTERS.includes(field))
    .map(([field, value]) => ({ field, values: (Array.isArray(value) ? value : [value]).map(String) }));
}

/** The filters in words, for a printed list: made of what was asked, never of what somebody wrote. `names`: of ids. */
export function filterWords(
  asked: { query: object; picked?: number },
  names: ReadonlyMap<string, string>,
  language: Language,
): string | null {
  if (asked.picked !== undefined) return `${PICKED[language]}${asked.picked}`;
  const said = filtersOf(asked.query).map(({ field, values }) => {
    const positive = field.replace(/Not$/, '');
    const label = FILTER_LABELS[positive]?.[language] ?? codeWords(positive);
    return `${label}${SENSE[field === positive ? 'is' : 'not'][language]}${valueWords(positive, values, names, language)}`;
  });
  return said.join(' · ') || null;
}

function valueWords(
  field: string,
  values: readonly string[],
  names: ReadonlyMap<string, string>,
  language: Language,
): string {
  const unnamed = values.filter((value) => isId(value) && !names.has(value));
  const words = values
    .filter((value) => !unnamed.includes(value))
    .map((value) => {
      if (names.has(value)) return names.get(value)!;
      if (field.startsWith('state') && isState(value)) return stateLabel(value, language);
      if (field === 'step' && isStep(value)) return said(MISSING_STEPS[value], language);
      if (field === 'source' && isPart(value)) return said(LOG_PART_WORDS[value], language);
      if (field === 'subjectKind') return recordWords(value);
      return VALUES[value]?.[language] ?? (FREE.has(field) || /\d/.test(value) ? value : codeWords(value));
    });
  return [...words, ...(unnamed.length > 0 ? [`${unnamed.length} ${CHOSEN[language]}`] : [])].join(', ');
}
