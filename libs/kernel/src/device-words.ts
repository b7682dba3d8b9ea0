import type { Language } from './language.js';

/** In the order of a device's life; the database's domain `device_state` is the same list. */
export const DEVICE_STATES = [
  'ordered',
  'received',
  'in-stock',
  'deployed',
  'in-repair',
  'in-transit',
  'missing',
  'stolen',
  'lost',
  'retired',
  'in-ewaste-lot',
  'disposed',
  'void',
] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

/** A state in one word, the same at the desk, on the pages and in files. */
export const STATE_WORDS: Readonly<Record<Language, Readonly<Record<DeviceState, string>>>> = {
  en: {
    ordered: 'on order',
    received: 'not tagged yet',
    'in-stock': 'in stock',
    deployed: 'checked out',
    'in-repair': 'in repair',
    'in-transit': 'in transit',
    missing: 'missing',
    stolen: 'stolen',
    lost: 'lost',
    retired: 'retired',
    'in-ewaste-lot': 'in an eWaste lot',
    disposed: 'disposed',
    void: 'void',
  },
  es: {
    ordered: 'pedido',
    received: 'aún sin etiqueta',
    'in-stock': 'en existencia',
    deployed: 'entregado',
    'in-repair': 'en reparación',
    'in-transit': 'en camino',
    missing: 'extraviado',
    stolen: 'robado',
    lost: 'perdido',
    retired: 'retirado',
    'in-ewaste-lot': 'en un lote de reciclaje',
    disposed: 'dado de baja',
    void: 'anulado',
  },
};

/** The same as it stands alone: in a badge, in a cell of a file. */
export function stateLabel(state: DeviceState, language: Language = 'en'): string {
  const word = STATE_WORDS[language][state];
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A new · B good · C worn · D poor · F beyond economic repair. */
export const CONDITIONS = ['A', 'B', 'C', 'D', 'F'] as const;
export type Condition = (typeof CONDITIONS)[number];

export const HOLDS = ['damaged', 'legal', 'funding', 'dispute'] as const;
export type Hold = (typeof HOLDS)[number];

/** Why a device leaves the program that bought it (2 CFR 200.313(c), 47 CFR 54.513(d)); a desk takes another reason in words too. */
export const TRANSFER_REASONS = ['same-program', 'came-along', 'not-needed', 'recorded-wrongly'] as const;
export type TransferReason = (typeof TRANSFER_REASONS)[number];

export const DEVICE_CLASSES = [
  'chromebook',
  'laptop',
  'desktop',
  'tablet',
  'hotspot',
  'panel',
  'projector',
  'access-point',
  'switch',
  'camera',
  'phone',
  'printer',
  'peripheral',
  'assistive-technology',
  'accessory',
  'other',
] as const;
export type DeviceClass = (typeof DEVICE_CLASSES)[number];

/** As lists write it: without the maker twice. */
export const modelName = ({ maker, name }: { maker: string; name: string }): string =>
  name.startsWith(maker) ? name : `${maker} ${name}`;
