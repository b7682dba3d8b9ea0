/** English words of the rows under a chip of the sticky bar. */
export const EN_SUB_MODES = {
  'DUE-NO': 'NOT CHECKED OUT – no calendar for this due day',
  'DUE-NO.over': 'NOT CHECKED OUT – the due day {dueOn:day} is over',
  'DATE-NO.not-over': 'NOT DONE – {backDate:day} is not over yet',
  'DATE-NO.too-far': 'NOT DONE – {backDate:day} is more than {backDateDays} days ago',
  'DATE-NO.out': 'NOT CHECKED OUT – it moved on {movedOn:day}, after {backDate:day}',
  'DATE-NO.in': 'NOT CHECKED IN – it moved on {movedOn:day}, after {backDate:day}',
  'line.drop-date': 'scan with the day of today: /date off',
  I2: '{on:verb} ▲ {late:schoolDays} late',
  'note.I2': '{late:schoolDays} late',
  O23: 'NOT A LOANER',
  'O23.warn': '{on:verb} ▲ not a loaner',
  'note.O23': 'not a loaner',
  'line.pool': '{tag} · use the pool cart',
  'line.pool-in': '{tag} · a member of staff takes it back',
  'line.paired': '{paired} is done – next person',
  'line.drop-due': 'take the due chip away: /d',
} as const;
