import type { Language, Wording } from './language.js';
import { said } from './language.js';

const STATES = {
  queued: ['Waiting', 'En espera'],
  running: ['Under way', 'En curso'],
  done: ['Ready', 'Listo'],
  failed: ['Failed', 'Fallido'],
  cancelled: ['Stopped', 'Detenido'],
  expired: ['Expired', 'Vencido'],
} as const satisfies Record<string, Wording>;
export type ExportStanding = keyof typeof STATES;

interface ExportFacts {
  state: Exclude<ExportStanding, 'expired'>;
  /** Whether the file can be fetched. */
  available: boolean;
}

/** `expired`: it was made, and its file is there no more. */
export const exportStanding = ({ state, available }: ExportFacts): ExportStanding =>
  state === 'done' && !available ? 'expired' : state;

export const exportLabel = (standing: ExportStanding, language?: Language): string => said(STATES[standing], language);

const BEFORE = ['before it', 'antes'] as const satisfies Wording;
const AFTER = ['after', 'tras'] as const satisfies Wording;
const ROWS = ['rows', 'filas'] as const satisfies Wording;

interface Progress {
  state: ExportFacts['state'];
  before: number | null;
  done: number;
  error: string | null;
}

/** What its state does not say: its place while it waits, how far it came, why it failed. */
export function exportRemark({ state, before, done, error }: Progress, language?: Language): string | null {
  if (state === 'queued') return before ? `${before.toLocaleString('en-US')} ${said(BEFORE, language)}` : null;
  if (state === 'cancelled') return `${said(AFTER, language)} ${done.toLocaleString('en-US')} ${said(ROWS, language)}`;
  return error;
}

/** How people appear in a file; nothing where there are none. */
export const EXPORT_PEOPLE_WORDS = {
  names: ['Names', 'Nombres'],
  pseudonyms: ['Pseudonyms', 'Seudónimos'],
} as const satisfies Record<string, Wording>;

/** Without filters. */
export const ALL_ROWS = ['All rows', 'Todas las filas'] as const satisfies Wording;
