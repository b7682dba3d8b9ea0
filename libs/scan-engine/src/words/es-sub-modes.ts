/** Spanish words for the keys of `en-sub-modes`. */
export const ES_SUB_MODES = {
  'DUE-NO': 'NO ENTREGADO – no hay calendario para esta fecha',
  'DUE-NO.over': 'NO ENTREGADO – la fecha {dueOn:day} ya pasó',
  O23: 'NO ES DE PRÉSTAMO',
  'O23.warn': '{on:verb} ▲ no es de préstamo',
  'note.O23': 'no es de préstamo',
  'line.pool': '{tag} · use el carrito de préstamo',
  'line.pool-in': '{tag} · lo recibe alguien del personal',
  'line.paired': '{paired} completo – siguiente persona',
  'line.drop-due': 'quite la fecha: /d',
} as const;
