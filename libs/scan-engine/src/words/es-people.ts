/** Spanish words for the keys of `en-people`. */
export const ES_PEOPLE = {
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
