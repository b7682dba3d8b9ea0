import { Logger } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { runInContext } from '../database/request-context.js';
import { errorFacts } from './error-facts.js';
import { JsonLogger } from './logger.js';

function capture(level: 'info' | 'trace' = 'info') {
  const lines: string[] = [];
  return { logger: new JsonLogger(level, { write: (line: string) => void lines.push(line) }), lines };
}

const parsed = (line: string | undefined): Record<string, unknown> =>
  JSON.parse(line ?? 'null') as Record<string, unknown>;

describe('the log', () => {
  it('is one JSON line for each entry, with the facts as fields', () => {
    const { logger, lines } = capture();
    logger.log({ event: 'loan.sweep', found: 3 }, 'Sweep');
    expect(lines).toHaveLength(1);
    expect(parsed(lines[0])).toMatchObject({ level: 'info', event: 'loan.sweep', found: 3, logger: 'Sweep' });
    expect(Date.parse(parsed(lines[0])['time'] as string)).not.toBeNaN();
  });

  it('keeps line ends and escape codes inside a string', () => {
    const { logger, lines } = capture();
    logger.warn('a\r\n{"level":"fatal"}\u001b[31m');
    expect(lines.join('').trimEnd().split('\n')).toHaveLength(1);
    expect(lines[0]).not.toContain('\u001b');
    expect(parsed(lines[0])['msg']).toBe('a\r\n{"level":"fatal"}\u001b[31m');
  });

  it('carries the id of the running request', () => {
    const { logger, lines } = capture();
    runInContext({ requestId: 'r-1' }, () => logger.log('inside'));
    logger.log('outside');
    expect(parsed(lines[0])['requestId']).toBe('r-1');
    expect(parsed(lines[1])).not.toHaveProperty('requestId');
  });

  it('leaves out what is below its level', () => {
    const { logger, lines } = capture();
    logger.debug('quiet');
    logger.verbose('quieter');
    expect(lines).toEqual([]);
  });

  it('takes an error beside the facts, as Nest passes it', () => {
    const { logger, lines } = capture('trace');
    Logger.overrideLogger(logger);
    new Logger('Jobs').error({ event: 'job.failed' }, new TypeError('x is not a function'));
    Logger.overrideLogger(false);
    expect(parsed(lines[0])).toMatchObject({
      level: 'error',
      event: 'job.failed',
      logger: 'Jobs',
      error: { name: 'TypeError', message: 'x is not a function' },
    });
  });
});

describe('a stack that comes as text', () => {
  it('is kept as places, without the message above them', () => {
    const { logger, lines } = capture();
    logger.error({ event: 'jobs.failed' }, new Error('Ana Canary').stack, 'JobWorker');
    logger.error('failed', new Error('Ana Canary').stack);
    for (const line of lines) {
      expect(line).not.toContain('Canary');
      expect(parsed(line)['at']).toEqual(expect.arrayContaining([expect.stringContaining('logger.spec')]));
    }
    expect(parsed(lines[0])).toMatchObject({ event: 'jobs.failed', logger: 'JobWorker' });
    expect(parsed(lines[1])).toMatchObject({ msg: 'failed' });
  });
});

describe('the facts of an error', () => {
  const driver = Object.assign(new Error('duplicate key … Ana Li'), {
    code: '23505',
    severity: 'ERROR',
    constraint: 'uq_person_number',
    table: 'person',
    detail: 'Key (name)=(Ana Li) already exists.',
  });

  it('of the database have neither its words nor its values', () => {
    const facts = errorFacts(new QueryFailedError('INSERT INTO person VALUES ($1)', ['Ana Li'], driver));
    expect(facts).toMatchObject({
      name: 'QueryFailedError',
      code: '23505',
      constraint: 'uq_person_number',
      table: 'person',
      query: 'INSERT INTO person VALUES ($1)',
    });
    expect(JSON.stringify(facts)).not.toContain('Ana');
    expect(JSON.stringify(errorFacts(driver))).not.toContain('Ana');
    expect(JSON.stringify(errorFacts(new Error('wrapped', { cause: driver })))).not.toContain('Ana');
  });

  it('name the places, not the message twice', () => {
    const facts = errorFacts(new Error('boom'));
    expect(facts.message).toBe('boom');
    expect(facts.at[0]).toContain('logger.spec');
    expect(errorFacts('text')).toEqual({ name: 'string', at: [] });
  });
});
