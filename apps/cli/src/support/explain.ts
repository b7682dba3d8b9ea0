import { DomainError } from '@app/kernel';
import { OwnerNeeded, RestoreUnfinished, SettingsError } from '@app/platform';

/** What went wrong, for a person at a terminal: words for what we foresaw, the stack for what we did not. */
export function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (isDiskFull(error)) return DISK_FULL;
  if (error instanceof DomainError) return `${error.message} (${error.code})${because(error)}${fieldsOf(error)}`;
  if (error instanceof CommandFailed || error instanceof RestoreUnfinished || error instanceof OwnerNeeded)
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const DISK_FULL =
  'The disk of the database is full, and nothing of it was kept (53100). Make room on it, and run the command again.';

/** Postgres answers so before it lets the connection go; the words of a database that is away would hide it. */
function isDiskFull(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause ?? (at as { driverError?: unknown }).driverError)
    if ((at as { code?: unknown }).code === '53100' || /No space left on device/.test(at.message)) return true;
  return false;
}

/** A command that did its work and found that something is wrong: the text is all that the user needs. */
export class CommandFailed extends Error {}

/** What is wrong with which value, a line each. */
function fieldsOf({ details }: DomainError): string {
  const errors = (details.errors ?? []) as readonly { field: string; message: string }[];
  return errors.map(({ field, message }) => `\n  - ${field} ${message}`).join('');
}

/** Of a database that is away the reason helps; that of a refusal is for programmers. */
const because = ({ kind, cause }: DomainError): string =>
  kind === 'unavailable' && cause instanceof Error && cause.message ? `: ${cause.message}` : '';
