/** English words about supervisors' cards. */
export const EN_CARDS = {
  'CARD-NO.unknown': 'NOT DONE – this card is not valid',
  'CARD-NO.throttled': 'NOT DONE – too many cards that are not valid: wait a minute',
  'CARD-NO.nothing': 'NOT DONE – nothing was refused here in the last 30 s',
  'CARD-NO.never': 'NOT DONE – no card allows this',
  'CARD-NO.changed': 'NOT DONE – somebody else is at the desk now: scan the device again',
  'CARD-NO.rights': 'NOT DONE – {allowedBy} may not allow this here',
  'line.card-works': 'a supervisor’s card works',
  'line.allowed-by': 'by {allowedBy}',
} as const;
