import type { PrimaryRow } from './row.js';

/** The charger that came with a device: `c` says that none did (I17), `m` that it is another one (`owed.ts`), or was not after all. */
export const ACCESSORY_ROWS: readonly PrimaryRow[] = [
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
