import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { applyDecorators, Injectable, UseGuards } from '@nestjs/common';
import { ApiProblem, Database, requestOf } from '@app/platform';
import { sessionOf } from '../access/current-session.js';
import { Reauthentication } from './reauthentication.js';

/** After the guard that admits: who may not do it at all is never asked. */
@Injectable()
class ProofGuard implements CanActivate {
  constructor(
    private readonly db: Database,
    private readonly reauthentication: Reauthentication,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.reauthentication.require(this.db.read, sessionOf(requestOf(context)));
    return true;
  }
}

/** For a route that gives somebody a way in or more rights: whoever asks has shown shortly before that the session is theirs. */
export const AfterProof = (): MethodDecorator =>
  applyDecorators(UseGuards(ProofGuard), ApiProblem(403, 'session.proof-needed'));
