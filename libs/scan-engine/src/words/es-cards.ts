/** Spanish words for the keys of `en-cards`. */
export const ES_CARDS = {
  'CARD-NO.unknown': 'NO HECHO – esta tarjeta no es válida',
  'CARD-NO.throttled': 'NO HECHO – demasiadas tarjetas no válidas: espere un minuto',
  'CARD-NO.nothing': 'NO HECHO – nada se rechazó aquí en los últimos 30 s',
  'CARD-NO.never': 'NO HECHO – ninguna tarjeta permite esto',
  'CARD-NO.changed': 'NO HECHO – ahora hay otra persona: escanee el dispositivo otra vez',
  'CARD-NO.rights': 'NO HECHO – {allowedBy} no puede autorizar esto aquí',
  'line.card-works': 'sirve la tarjeta de un supervisor',
  'line.allowed-by': 'por {allowedBy}',
} as const;
