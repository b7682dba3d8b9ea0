/** Spanish words for the keys of `en-accessories`. */
export const ES_ACCESSORIES = {
  E18: 'OTRO CARGADOR ▲ aceptado en su lugar',
  'E18.back': 'EL CARGADOR CORRECTO',
  'answer.m': 'Otro cargador',
  'line.charger-expected': 'se esperaba: {charger}',
  'line.charger-fits': 'también sirve: {chargerFits}',
  'line.charger-refuse': 'no aceptado: c – aún debe el cargador',
  'line.came-with': 'con {cameWith}',
  'line.goes-with': 'con {goesWith}',
  'line.owes': 'aún debe {owes}',
  'line.returning-owes': 'aún debe {returningOwes}',
  'line.leaver-owes': '{withdrawnOwing} aún debe {borrowerOwes}',
  'line.charger-uncleared': '{leaver} aún tiene pendientes: debe {charger}',
} as const;
