/** English words of the rows about promises to people: reservations and agreements. */
export const EN_PEOPLE = {
  O16: 'RESERVED for {reservedFor}',
  'O16.own': 'RESERVED for {receiver}: another device',
  'O16.warn': '{on:verb} ▲ reserved for {reservedFor}',
  'O16.warn-own': '{on:verb} ▲ another device is reserved',
  I12: '{on:verb} ▲ next: {reservedFor}',

  'note.O16': 'reserved for {reservedFor}',
  'note.I12': 'next: {reservedFor}',
  'line.reserved-tags': 'reserved for {receiver}: {reservedTags}',
  'answer.+.reserved': 'give anyway',
} as const;
