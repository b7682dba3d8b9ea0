/** The command grammar of the scan station: what is typed, what it does. */
export const STATION_COMMANDS: readonly [string, string][] = [
  ['/out  /in  /look', 'change the mode'],
  ['/u', 'undo the last; Ctrl+Z in the empty field does the same'],
  ['/done', 'this person is finished; Ctrl+Enter does the same'],
  ['/back', 'the person or room from before'],
  ['Esc', 'empty the field, then drop what waits'],
  ['1 … 6, c, t, n, x, +', 'answer the last row; only answers shown there count'],
  ['↑ ↓', 'choose another row to answer'],
  ['/pair', 'pair 1:1: who has as many as allowed is done'],
  ['/loan', 'loaners from the pool, for the day'],
  ['/date 11-20', 'back-date what is scanned to that day; /date off'],
  ['/free', 'amnesty: nothing is charged for what comes back'],
  ['/d 3  /d 6-12  /d eoy', 'due in so many school days, on a day, at the end of the year; /d off'],
  ['/new', 'a student who is not on the roster yet'],
  ['/a', 'go to Needs attention'],
  ['/mute  /loud', 'sound'],
  ['/?', 'this list, beside the work'],
];
