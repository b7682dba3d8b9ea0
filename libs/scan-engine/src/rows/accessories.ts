import type { PrimaryRow } from './row.js';

/** The charger that came with a device: `c` says that none did (I17), `m` that it is another one. */
export const ACCESSORY_ROWS: readonly PrimaryRow[] = [
  {
    id: 'E18',
    mode: 'in',
    scanned: ['answer'],
    when: ['aboutSubstitute', 'answerFits', 'not substituteSaid'],
    class: 'CHECK',
    message: 'E18',
    lines: ['line.charger-expected', 'line.charger-fits', 'line.charger-refuse'],
    effects: ['take-substitute'],
  },
  {
    id: 'E18',
    variant: 'back',
    mode: 'in',
    scanned: ['answer'],
    when: ['aboutSubstitute', 'answerFits', 'substituteSaid'],
    class: 'OK',
    message: 'E18.back',
    lines: ['line.charger-expected'],
    effects: ['take-original'],
  },
];
