import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { StateMove } from './state.rules.js';

const MOVES = `SELECT from_state AS "from", to_state AS "to", action, permission, evidence, two_person AS "twoPerson"
  FROM device_state_move ORDER BY from_state, action, to_state`;

/** The table of legal moves. Only a migration changes it, so it is read once. */
@Injectable()
export class StateMoves {
  private moves: Promise<StateMove[]> | null = null;

  constructor(private readonly db: Database) {}

  all(): Promise<StateMove[]> {
    this.moves ??= this.db.dataSource.query<StateMove[]>(MOVES).catch((error: unknown) => {
      this.moves = null;
      throw error;
    });
    return this.moves;
  }
}
