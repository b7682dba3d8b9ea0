/** English words about chargers, cases and the like. */
export const EN_ACCESSORIES = {
  E18: 'OTHER CHARGER ▲ taken instead',
  'E18.back': 'THE RIGHT CHARGER',
  'answer.m': 'Other charger',
  'line.charger-expected': 'expected: {charger}',
  'line.charger-fits': 'fits as well: {chargerFits}',
  'line.charger-refuse': 'not accepted: c – the charger is still owed',
  'line.came-with': 'with {cameWith}',
  'line.goes-with': 'with {goesWith}',
  'line.owes': 'still owes {owes}',
  'line.returning-owes': 'still owes {returningOwes}',
  'line.leaver-owes': '{withdrawnOwing} still owes {borrowerOwes}',
  'line.charger-uncleared': '{leaver} is not cleared: owes {charger}',
} as const;
