/** Spanish words for the keys of `en-people`. */
export const ES_PEOPLE = {
  O8: '{person} ▲ falta el acuerdo',
  'O8.out': '{on:verb} ▲ falta el acuerdo',
  'O8.block': 'BLOQUEADO – falta el acuerdo',
  'O8.device': 'NO ENTREGADO – falta el acuerdo',
  'note.O8': 'falta el acuerdo',
  'line.agreement': 'un préstamo en la escuela o por el día no lo necesita',
  O16: 'RESERVADO para {reservedFor}',
  'O16.own': 'RESERVADO para {receiver}: otro dispositivo',
  'O16.warn': '{on:verb} ▲ reservado para {reservedFor}',
  'O16.warn-own': '{on:verb} ▲ hay otro dispositivo reservado',
  I12: '{on:verb} ▲ sigue: {reservedFor}',
  'note.O16': 'reservado para {reservedFor}',
  'note.I12': 'sigue: {reservedFor}',
  'line.reserved-tags': 'reservado para {receiver}: {reservedTags}',
  'answer.+.reserved': 'entregar de todos modos',
} as const;
