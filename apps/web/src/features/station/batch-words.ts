import type { Wording } from '../../lib/language.js';

/** What the panel of a batch says. */
export const BATCH_WORDS = {
  batch: ['Batch', 'Lote'],
  'chip.batch': ['Batch – nothing changes until /done', 'Lote – nada cambia hasta /done'],
  'batch.full': ['At most 300 devices in one batch.', 'A lo más 300 dispositivos en un lote.'],
  'batch.ready': ['{n} ready', '{n} listos'],
  'batch.blocked': ['{n} blocked', '{n} con impedimento'],
  'batch.remove': ['Remove {n} {words}', 'Quitar {n}: {words}'],
  'batch.leaving': ['{n} collected and not done yet', '{n} reunidos y aún sin procesar'],
  'batch.discard': ['Discard', 'Descartar'],
  'batch.last': ['Last: {tag}', 'Último: {tag}'],
  'batch.scan-out': [
    'Scan the devices, and the room, cart or person that gets them.',
    'Escanee los dispositivos, y el salón, carrito o persona que los recibe.',
  ],
  'batch.scan-in': ['Scan the devices.', 'Escanee los dispositivos.'],
  'batch.out': ['Check out all', 'Entregar todo'],
  'batch.in': ['Check in all', 'Recibir todo'],
  'batch.send': ['Send all', 'Enviar todo'],
  'batch.then': ['Then', 'Después'],
  'batch.keep': ['keep here', 'se quedan aquí'],
  'batch.send-to': ['send to {site}', 'enviar a {site}'],
  'cart.check': ['Check of the cart', 'Revisión del carrito'],
  'cart.seen': ['{n} of {of}', '{n} de {of}'],
  'cart.foreign': ['{n} foreign', '{n} ajenos'],
  'cart.end': ['End the check', 'Terminar la revisión'],
  'cart.kept': ['Checked: {n} of {of} · {words}', 'Revisado: {n} de {of} · {words}'],
  'cart.not-kept': ['Not kept: {why}. Try again.', 'No se guardó: {why}. Intente otra vez.'],
} as const satisfies Record<string, Wording>;
