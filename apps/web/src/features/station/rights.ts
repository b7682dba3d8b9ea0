import type { Command } from '@app/scan-engine';

/** What the account may do at this desk, as far as commands ask. */
export interface DeskRights {
  /** A student helper: the server sets the desk up, and it looks nothing up. */
  helps: boolean;
  /** Adds students whom the roster does not have. */
  addsPeople: boolean;
}

/** What sets up a desk. */
const SETTINGS: readonly Command['name'][] = ['toggle', 'due', 'back-date'];

/** A command that the server would ignore or refuse is not begun. */
export function mayDo(command: Command, { helps, addsPeople }: DeskRights): boolean {
  if (command.name === 'newcomer') return addsPeople;
  if (!helps) return true;
  return !SETTINGS.includes(command.name) && !(command.name === 'mode' && command.mode === 'look');
}
