import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { DestinationStream, Level, Logger } from 'pino';
import type { Settings } from '../config/index.js';
import { currentContext } from '../database/request-context.js';
import { errorFacts, frames } from './error-facts.js';

/** Nest tells of every module and every route at each start. */
const CHATTY = new Set(['InstanceLoader', 'NestApplication', 'NestFactory', 'RouterExplorer', 'RoutesResolver']);

type LogLevel = Settings['LOG_LEVEL'];

/**
 * Nest's logger on pino: one JSON line for each entry, so that CR, LF and escape codes of a request stay inside a
 * string. Log facts with fields (`{ event, … }`): ids, counts, durations. Never a name, a body, a header.
 * The id of the running request is added to each line.
 */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(
    level: LogLevel,
    private readonly destination: DestinationStream & { flushSync?(): void } = standardOutput(),
  ) {
    this.pino = pino(
      { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: levelName } },
      destination,
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(CHATTY.has(rest.at(-1) as string) ? 'debug' : 'info', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** Writes what is still buffered; before the process ends. */
  flush(): void {
    try {
      this.destination.flushSync?.();
    } catch {
      // The other end of the pipe is gone: nobody reads it any more.
    }
  }

  /** Nest passes a stack (of an error) and the name of the logger behind the message. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const line: Record<string, unknown> = {};
    const logger = rest.at(-1);
    if (isName(logger)) line['logger'] = logger;
    const requestId = currentContext()?.requestId;
    if (requestId !== undefined) line['requestId'] = requestId;
    this.pino[level](Object.assign(line, entry(message, rest)));
  }
}

const BUFFER_BYTES = 16_000;
const LATEST_MS = 500;

/** Lines go out together, half a second late at most: one write for each costs more than the rest of the line. */
function standardOutput(): DestinationStream & { flushSync(): void } {
  const destination = pino.destination({ sync: false, minLength: BUFFER_BYTES, periodicFlush: LATEST_MS });
  // Whoever read our output has gone: no reason to end.
  destination.on('error', () => undefined);
  return destination;
}

const isName = (value: unknown): value is string => typeof value === 'string' && !value.includes('\n');

const levelName = (label: string): { level: string } => ({ level: label });

function entry(message: unknown, rest: readonly unknown[]): object {
  const isFacts = typeof message === 'object' && message !== null;
  if (isFacts && rest.length === 1 && isName(rest[0]) && !(message instanceof Error)) return message;
  const error = message instanceof Error ? message : rest.find((value) => value instanceof Error);
  const facts = error === undefined ? stackFacts(rest) : { error: errorFacts(error) };
  if (message instanceof Error) return facts;
  if (isFacts) return { ...message, ...facts };
  return { msg: typeof message === 'string' ? message : JSON.stringify(message), ...facts };
}

/** A stack that came as text: its places, without the message above them. */
function stackFacts(rest: readonly unknown[]): object {
  const stack = rest.find((value): value is string => typeof value === 'string' && /\n\s+at /.test(value));
  return stack === undefined ? {} : { at: frames(stack) };
}
