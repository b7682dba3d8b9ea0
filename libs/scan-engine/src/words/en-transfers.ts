/** English words of E23: a device leaves the program that bought it. */
export const EN_TRANSFERS = {
  E23: 'NOT CHECKED OUT – why does it leave {home}?',
  'line.restricted': 'bought with {restrictedFunding}, which is for its own program',
  'line.type-reason': 'another reason: /n and why',
  'line.transfer-reason': 'bought with {restrictedFunding}; the reason is on record',
  'answer.reason.same-program': 'Same program here',
  'answer.reason.came-along': 'Moved here with its student',
  'answer.reason.not-needed': 'Not needed there any more',
  'answer.reason.recorded-wrongly': 'Home site was recorded wrongly',
  'why.restricted': 'that need a reason, one by one',
} as const;
