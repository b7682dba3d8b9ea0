import type { Wording } from './language.js';

/** Where an import stands, as page and file say it. */
export const IMPORT_STATE_WORDS = {
  mapping: ['Mapping', 'Asignando columnas'],
  checking: ['Dry run under way', 'Prueba en curso'],
  checked: ['Ready to run', 'Lista para cargar'],
  running: ['Running', 'Cargándose'],
  done: ['Done', 'Hecha'],
  failed: ['Stopped by a problem', 'Detenida por un problema'],
  cancelled: ['Cancelled', 'Anulada'],
} as const satisfies Record<string, Wording>;

/** Where a roster stands. */
export const ROSTER_STATE_WORDS = {
  checking: ['Being read', 'Leyéndose'],
  checked: ['Ready to run', 'Lista para cargar'],
  stopped: ['Stopped', 'Detenida'],
  running: ['Running', 'Cargándose'],
  done: ['Done', 'Hecha'],
  failed: ['Failed', 'Falló'],
  cancelled: ['Left', 'Abandonada'],
} as const satisfies Record<string, Wording>;

/** What becomes of one person of a roster, as file and command say it. */
export const ROSTER_OUTCOME_WORDS = {
  create: ['New', 'Nueva'],
  change: ['Changed', 'Cambia'],
  unchanged: ['Unchanged', 'Sin cambio'],
  withdraw: ['Withdrawn', 'De baja'],
  ask: ['Asked about', 'Se pregunta'],
  refuse: ['Refused', 'Rechazada'],
  kept: ['Kept', 'Se queda'],
  'left-out': ['Guardian, or no role now', 'Tutor, o sin función ahora'],
} as const satisfies Record<string, Wording>;
