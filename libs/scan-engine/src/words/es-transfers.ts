/** Spanish words for the keys of `en-transfers`. */
export const ES_TRANSFERS = {
  E23: 'NO ENTREGADO – ¿por qué sale de {home}?',
  'line.restricted': 'comprado con {restrictedFunding}, que es para su programa',
  'line.type-reason': 'otro motivo: /n y por qué',
  'line.transfer-reason': 'comprado con {restrictedFunding}; el motivo queda registrado',
  'answer.reason.same-program': 'Aquí hay el mismo programa',
  'answer.reason.came-along': 'Llegó aquí con su estudiante',
  'answer.reason.not-needed': 'Allí ya no se necesita',
  'answer.reason.recorded-wrongly': 'El plantel registrado era un error',
  'why.restricted': 'que necesitan un motivo, uno por uno',
} as const;
