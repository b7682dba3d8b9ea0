import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Body, Controller, Get, Injectable, Module, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { DomainError } from '@app/kernel';
import type { ApiRequest } from '@app/platform';
import {
  admits,
  CurrentViewer,
  Database,
  Idempotent,
  IdParam,
  IsCents,
  IsText,
  IsUuid,
  PageQuery,
  Public,
  ReadOnlyPost,
  receiveFile,
  RequirePermission,
  routeAccess,
  SessionRequired,
  requestOf,
  Upload,
  Viewer,
} from '@app/platform';

class SampleBody {
  @IsText(50)
  name!: string;

  @IsCents({ optional: true })
  costCents?: number;
}

class SampleQuery extends PageQuery {
  @IsUuid({ optional: true })
  id?: string;
}

/** Routes of every kind that the product has, without its libs. */
@Controller('samples')
class SampleController {
  constructor(private readonly db: Database) {}

  @RequirePermission('sample:read')
  @Get()
  list(@Query() query: SampleQuery): object {
    return { limit: query.limit, id: query.id ?? null, big: query.limit === 200 ? 'x'.repeat(10_000) : '' };
  }

  @RequirePermission('sample:read')
  @Get(':id')
  read(@IdParam() id: string): object {
    return { id };
  }

  @RequirePermission('sample:read')
  @Get('by-word/:word')
  word(@Param('word') word: string): object {
    return { word };
  }

  @RequirePermission('sample:edit')
  @Post()
  add(@CurrentViewer() viewer: Viewer, @Body() body: SampleBody): Promise<object> {
    return this.insert(viewer, body.name);
  }

  @RequirePermission('sample:edit')
  @Post(':id/copies')
  copy(@CurrentViewer() viewer: Viewer, @IdParam() _id: string, @Body() body: SampleBody): Promise<object> {
    return this.insert(viewer, body.name);
  }

  @RequirePermission('sample:edit')
  @Patch(':id')
  edit(@IdParam() id: string, @Body() body: SampleBody): object {
    return { id, ...body };
  }

  @RequirePermission('sample:read')
  @ReadOnlyPost()
  @Post('search')
  search(@Body() body: SampleBody): object {
    return { ...body, isAdmin: ({} as { isAdmin?: boolean }).isAdmin ?? null };
  }

  @RequirePermission('sample:edit')
  @Idempotent('own')
  @Upload({ maxMegabytes: 1, fields: ['kind'] })
  @Post('files')
  async upload(@Req() request: ApiRequest): Promise<object> {
    return receiveFile(request, 1_048_576, async ({ fileName, stream, fields }) => {
      let bytes = 0;
      for await (const chunk of stream) bytes += (chunk as Buffer).length;
      return { fileName, bytes, kind: fields['kind'] ?? null };
    });
  }

  @Public()
  @Get('broken/:how')
  async broken(@Param('how') how: string): Promise<object> {
    if (how === 'sql') await this.db.read.query(`SELECT 'Ana Canary' || (SELECT 1 FROM no_such_table)`);
    if (how === 'slow') await this.db.read.query('SELECT pg_sleep(1)');
    throw new Error('Ana Canary in a message');
  }

  @RequirePermission('sample:nobody')
  @Get('hidden/route')
  hidden(): object {
    return { secret: true };
  }

  private insert(viewer: Viewer, name: string): Promise<object> {
    return this.db.transaction(async (tx) => {
      const [row] = await tx.query<{ id: string }>('INSERT INTO sample (name, by) VALUES ($1, $2) RETURNING id', [
        name,
        viewer.accountId,
      ]);
      return { id: row?.id, name };
    });
  }
}

class NotAllowed extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'access.forbidden';
}

function refuse(viewer: Viewer | null): never {
  throw viewer ? new NotAllowed('This account may not do that') : new SessionRequired();
}

/** Stands in for identity: the account is the one that the spec names. */
@Injectable()
class SampleGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = requestOf(context);
    const account = request.headers['x-sample-account'];
    const grants = new Map([
      ['sample:read', 'all'],
      ['sample:edit', 'all'],
    ] as const);
    request.viewer = typeof account === 'string' ? new Viewer(account, 'sample', grants) : null;
    return admits(routeAccess(context), request.viewer) || refuse(request.viewer);
  }
}

@Module({ controllers: [SampleController], providers: [{ provide: APP_GUARD, useClass: SampleGuard }] })
export class SampleModule {}

export const SAMPLE_TABLE = `
  CREATE TABLE sample (id uuid PRIMARY KEY DEFAULT uuidv7(), name text NOT NULL, by uuid NOT NULL);
  GRANT SELECT, INSERT ON sample TO cubby_app`;
