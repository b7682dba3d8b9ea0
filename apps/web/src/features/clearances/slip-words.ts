import type { Dto } from '../../lib/api.js';
import type { Wording } from '../../lib/language.js';

/** What the family signs: in their language. */
export const SLIP_WORDS = {
  title: ['{district}: exit clearance of devices', '{district}: devolución de dispositivos al salir'],
  lead: ['{name} · {number} · {site} · last day {day}', '{name} · {number} · {site} · último día {day}'],
  moved: ['now at {site}', 'ahora en {site}'],
  items: ['Items', 'Artículos'],
  nothing: ['Nothing was out on the last day.', 'No había nada prestado el último día.'],
  caption: ['What was out on the last day', 'Lo prestado el último día'],
  device: ['Item', 'Artículo'],
  with: ['with {model}', 'con {model}'],
  model: ['Model', 'Modelo'],
  serial: ['Serial', 'Serie'],
  since: ['Since', 'Desde'],
  condition: ['Condition', 'Estado'],
  standing: ['Standing', 'Situación'],
  late: ['Late from {day} on.', 'Con retraso desde el {day}.'],
  closed: ['Closed with an exception: {note}', 'Cerrada con una excepción: {note}'],
  'closed.by': ['Closed with an exception by {who}: {note}', 'Cerrada con una excepción por {who}: {note}'],
  staff: ['Received by (staff)', 'Recibido por (personal)'],
  returner: ['Returned by', 'Devuelto por'],
  date: ['Date', 'Fecha'],
} as const satisfies Record<string, Wording>;

export const STANDING_WORDS: Record<Dto<'ClearanceItemState'>, Wording> = {
  owed: ['Owed', 'Por devolver'],
  returned: ['Returned', 'Devuelto'],
  lost: ['Written off', 'Dado de baja'],
  excepted: ['Let go', 'Dispensado'],
};

export const CONDITION_WORDS: Record<Dto<'Condition'>, Wording> = {
  A: ['A · new', 'A · nuevo'],
  B: ['B · good', 'B · bueno'],
  C: ['C · worn', 'C · usado'],
  D: ['D · poor', 'D · malo'],
  F: ['F · beyond repair', 'F · sin arreglo'],
};
