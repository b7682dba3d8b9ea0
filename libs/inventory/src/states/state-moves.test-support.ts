import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StateMove } from './state.rules.js';

const MIGRATION = join(process.cwd(), 'database/migrations/1790000000004-inventory.ts');
const ROW = /\('([a-z-]+)', '([a-z-]+)', '([a-z-]+)', '([a-z:-]+)', '\{([a-zA-Z,]*)\}', (true|false)\)/g;

/** The rows of `device_state_move` as the migration inserts them: the same that the trigger reads, without a database. */
export const inventoryMoves = (): StateMove[] =>
  [...readFileSync(MIGRATION, 'utf8').matchAll(ROW)].map(([, from, to, action, permission, evidence, twoPerson]) => ({
    from: from as StateMove['from'],
    to: to as StateMove['to'],
    action: action,
    permission: permission,
    evidence: evidence.split(',').filter(Boolean),
    twoPerson: twoPerson === 'true',
  }));
