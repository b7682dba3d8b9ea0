import type { Language, Wording } from './language.js';
import { said } from './language.js';

export const MISSING_STEPS = {
  lock: ['Lock the device', 'Bloquear el dispositivo'],
  'family-notice': ['Notice to the family', 'Aviso a la familia'],
  demand: ['Written demand for return', 'Requerimiento escrito de devolución'],
  review: ['Review', 'Revisión'],
  'write-off': ['Write-off', 'Baja contable'],
} as const satisfies Record<string, Wording>;

export const FOUND_REASONS = {
  returned: ['Somebody brought it back', 'Alguien lo devolvió'],
  'found-on-site': ['Found at a site', 'Hallado en una sede'],
  'recovered-by-police': ['Recovered by the police', 'Recuperado por la policía'],
  'reported-in-error': ['Reported in error', 'Reportado por error'],
} as const satisfies Record<string, Wording>;

export const CASE_ENDS = {
  ...FOUND_REASONS,
  scanned: ['Scanned at a desk', 'Leído en un mostrador'],
  'over-at-vendor': ['Turned up at the vendor', 'Apareció con el proveedor'],
  'written-off': ['Written off', 'Dado de baja'],
} as const satisfies Record<string, Wording>;

const STANDINGS = {
  missing: ['Missing', 'Extraviado'],
  stolen: ['Stolen', 'Robado'],
  recovered: ['Recovered', 'Recuperado'],
  'written-off': CASE_ENDS['written-off'],
} as const satisfies Record<string, Wording>;
export type CaseStanding = keyof typeof STANDINGS;

interface CaseFacts {
  kind: 'missing' | 'stolen';
  state: 'open' | 'recovered' | 'written-off';
}

/** An open case stands as what the device is. */
export const caseStanding = ({ kind, state }: CaseFacts): CaseStanding => (state === 'open' ? kind : state);

export const caseLabel = (standing: CaseStanding, language?: Language): string => said(STANDINGS[standing], language);

const PENDING = ['Write-off to be decided', 'Baja por decidir'] as const satisfies Wording;
const NO_STEP = ['No step left', 'No quedan pasos'] as const satisfies Wording;
const STEP_OVERDUE = ['Overdue', 'Atrasado'] as const satisfies Wording;

interface NextFacts {
  nextStep: keyof typeof MISSING_STEPS | null;
  writeOffPending: boolean;
  closedAs: keyof typeof CASE_ENDS | null;
}

/** What is to be done next, or how it ended. */
export function nextStepText({ nextStep, writeOffPending, closedAs }: NextFacts, language?: Language): string {
  if (writeOffPending) return said(PENDING, language);
  if (closedAs) return said(CASE_ENDS[closedAs], language);
  return said(nextStep ? MISSING_STEPS[nextStep] : NO_STEP, language);
}

/** That the next step is late; `null` too where no step is waited for, as while a write-off is to be decided. */
export function stepLateText(
  { nextStep, writeOffPending, closedAs, overdue }: NextFacts & { overdue: boolean },
  language?: Language,
): string | null {
  const isWaitedFor = nextStep !== null && !writeOffPending && !closedAs;
  return overdue && isWaitedFor ? said(STEP_OVERDUE, language) : null;
}
