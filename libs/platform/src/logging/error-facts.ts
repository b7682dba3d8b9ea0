/** What the log keeps of an exception. */
export interface ErrorFacts {
  name: string;
  message?: string;
  code?: string;
  /** Of a database error: what it was about. Never the values. */
  constraint?: string;
  table?: string;
  column?: string;
  query?: string;
  at: string[];
  cause?: ErrorFacts;
}

/**
 * The facts of an exception that may stand in a log. A database error keeps its SQLSTATE, constraint and statement, but
 * neither its message nor its detail nor its parameters: those quote the row, and the row may be a student.
 */
export function errorFacts(exception: unknown, depth = 0): ErrorFacts {
  if (!(exception instanceof Error)) return { name: typeof exception, at: [] };
  const facts: ErrorFacts = { name: exception.name, at: frames(exception.stack ?? '') };
  const wrapped = exception as Error & { driverError?: unknown; query?: unknown };
  const driver = asFields(wrapped.driverError ?? exception);
  const code = driver['code'];
  if (typeof code === 'string') facts.code = code;
  if (isDatabaseError(driver)) {
    for (const name of ['constraint', 'table', 'column'] as const) {
      const value = driver[name];
      if (typeof value === 'string') facts[name] = value;
    }
    if (typeof wrapped.query === 'string') facts.query = wrapped.query.slice(0, 500);
  } else {
    facts.message = exception.message.slice(0, 500);
  }
  if (exception.cause instanceof Error && depth < 3) facts.cause = errorFacts(exception.cause, depth + 1);
  return facts;
}

const asFields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** pg's errors carry a SQLSTATE of five characters and a severity. */
const isDatabaseError = (fields: Record<string, unknown>): boolean =>
  typeof fields['code'] === 'string' && /^[0-9A-Z]{5}$/.test(fields['code']) && typeof fields['severity'] === 'string';

/** The places of a stack, without the lines above them, which repeat the message. */
export function frames(stack: string): string[] {
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 12);
}
