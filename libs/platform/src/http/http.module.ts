import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { IdempotencyGuard } from './idempotency.guard.js';
import { OriginGuard } from './origin.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestValidationPipe } from './validation.js';

/** Guards run in the order in which their modules are imported. This one comes before any other: origin, filter, validation. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: OriginGuard },
    { provide: APP_PIPE, useClass: RequestValidationPipe },
  ],
})
export class HttpModule {}

/** And this one behind the module that finds out who is asking. */
@Module({ providers: [{ provide: APP_GUARD, useClass: IdempotencyGuard }] })
export class IdempotencyModule {}
