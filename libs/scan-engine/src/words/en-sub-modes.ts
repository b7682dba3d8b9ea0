/** English words of the rows under a chip of the sticky bar. */
export const EN_SUB_MODES = {
  'DUE-NO': 'NOT CHECKED OUT – no calendar for this due day',
  'DUE-NO.over': 'NOT CHECKED OUT – the due day {dueOn:day} is over',
  O23: 'NOT A LOANER',
  'O23.warn': '{on:verb} ▲ not a loaner',
  'note.O23': 'not a loaner',
  'line.pool': '{tag} · use the pool cart',
  'line.pool-in': '{tag} · a member of staff takes it back',
  'line.paired': '{paired} is done – next person',
  'line.drop-due': 'take the due chip away: /d',
} as const;
