/** English words of the rows under a chip of the sticky bar. */
export const EN_SUB_MODES = {
  'DUE-NO': 'NOT CHECKED OUT – no calendar for this due day',
  'DUE-NO.over': 'NOT CHECKED OUT – the due day {dueOn:day} is over',
  'line.drop-due': 'take the due chip away: /d',
} as const;
