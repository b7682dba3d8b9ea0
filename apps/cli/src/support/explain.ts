import { DomainError } from '@app/kernel';
import { SettingsError } from '@app/platform';

/** What went wrong, for a person at a terminal: words for what we foresaw, the stack for what we did not. */
export function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof DomainError) return `${error.message} (${error.code})${because(error.cause)}`;
  if (error instanceof CommandFailed) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A command that did its work and found that something is wrong: the text is all that the user needs. */
export class CommandFailed extends Error {}

const because = (cause: unknown): string => (cause instanceof Error && cause.message ? `: ${cause.message}` : '');
