/** English words of the rows about promises to people: reservations and agreements. */
export const EN_PEOPLE = {
  O8: '{person} ▲ agreement missing',
  'O8.out': '{on:verb} ▲ agreement missing',
  'O8.block': 'BLOCKED – agreement missing',
  'O8.device': 'NOT CHECKED OUT – agreement missing',
  O16: 'RESERVED for {reservedFor}',
  'O16.own': 'RESERVED for {receiver}: another device',
  'O16.warn': '{on:verb} ▲ reserved for {reservedFor}',
  'O16.warn-own': '{on:verb} ▲ another device is reserved',
  I12: '{on:verb} ▲ next: {reservedFor}',

  'note.O8': 'agreement missing',
  'line.agreement': 'an in-school or day loan needs none',
  'note.O16': 'reserved for {reservedFor}',
  'note.I12': 'next: {reservedFor}',
  'line.reserved-tags': 'reserved for {receiver}: {reservedTags}',
  'answer.+.reserved': 'give anyway',
  O29: '{person} ▲ also a temporary record',
  'O29.out': '{on:verb} ▲ {person} is also a temporary record',
  'note.O29': 'also a temporary record',
  'line.twin': 'the temporary record has {twinTags}',
} as const;
