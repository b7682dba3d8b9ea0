import type { Wording } from '../../lib/language.js';

/** For the person at the desk: in their language. */
export const RECEIPT_WORDS = {
  out: ['Handed out', 'Entregado'],
  in: ['Returned', 'Devuelto'],
  serial: ['serial …{end}', 'serie …{end}'],
  condition: ['condition {condition}', 'estado {condition}'],
  due: ['due {day}', 'vence {day}'],
  also: ['with {what}', 'con {what}'],
  agree: [
    'I have received the devices above and will return them in the same condition.',
    'Recibí los dispositivos de esta lista y los devolveré en el mismo estado.',
  ],
  by: ['Staff: {initials}', 'Personal: {initials}'],
  signature: ['Signature', 'Firma'],
} as const satisfies Record<string, Wording>;

/** On the second screen, which faces the person. Never a reason, an amount or a full name. */
export const DISPLAY_WORDS = {
  ready: ['Please have your ID and your device ready', 'Por favor, tenga listos su credencial y su dispositivo'],
  hello: ['Hello, {name}', 'Hola, {name}'],
  'hello.nobody': ['Hello', 'Hola'],
  returned: ['Thanks, {name} – {model} returned', 'Gracias, {name} – {model} devuelto'],
  'returned.nobody': ['Thanks – {model} returned', 'Gracias – {model} devuelto'],
  given: ['{name} – {model} is yours to use', '{name} – {model} es para su uso'],
  'given.nobody': ['{model} is ready', '{model} está listo'],
  wait: ['One moment, please', 'Un momento, por favor'],
} as const satisfies Record<string, Wording>;
