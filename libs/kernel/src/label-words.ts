import type { Language, Wording } from './language.js';
import { said } from './language.js';

/** What can be chosen on the page; pallets and tickets print theirs themselves. */
export const CHOSEN_LABEL_WORDS = {
  device: ['Devices', 'Dispositivos'],
  serial: ['Serial numbers', 'Números de serie'],
  'tag-range': ['New tags', 'Etiquetas nuevas'],
  room: ['Rooms', 'Salones'],
  cart: ['Carts', 'Carros'],
  'cart-slot': ['Slots of carts', 'Ranuras de carros'],
  person: ['Class lists', 'Listas de clase'],
  command: ['Command cards', 'Tarjetas de comandos'],
} as const satisfies Record<string, Wording>;

/** What labels are of. */
export const LABEL_KIND_WORDS = {
  ...CHOSEN_LABEL_WORDS,
  pallet: ['Pallets', 'Tarimas'],
  ticket: ['Repair tickets', 'Órdenes de reparación'],
} as const satisfies Record<string, Wording>;

/** The list of runs: on its page and as a file. */
export const LABEL_RUNS = ['Printed labels', 'Etiquetas impresas'] as const satisfies Wording;

/** A run that makes labels of an earlier one once more. */
export const PRINTED_AGAIN = ['again', 'otra vez'] as const satisfies Wording;

const RUNS = {
  queued: ['Waiting', 'En espera'],
  running: ['Being drawn', 'Preparándose'],
  done: ['Ready', 'Lista'],
  failed: ['Failed', 'Fallida'],
  cancelled: ['Cancelled', 'Cancelada'],
  void: ['Void', 'Anulada'],
} as const satisfies Record<string, Wording>;
export type LabelRunStanding = keyof typeof RUNS;

interface RunFacts {
  state: Exclude<LabelRunStanding, 'void'>;
  voided: unknown;
}

export const labelRunStanding = ({ state, voided }: RunFacts): LabelRunStanding => (voided ? 'void' : state);

export const labelRunLabel = (standing: LabelRunStanding, language?: Language): string =>
  said(RUNS[standing], language);
