import { timingSafeEqual } from 'node:crypto';
import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Settings } from '../config/index.js';
import { Public } from '../http/access.js';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { MetricsService } from './metrics.service.js';
import type { Readiness } from './readiness.service.js';
import { ReadinessDto } from './readiness.dto.js';
import { ReadinessService } from './readiness.service.js';

/** For whoever keeps the process running. Outside of `/api/v1`, without a session. */
@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessService,
    private readonly metrics: MetricsService,
    private readonly settings: Settings,
  ) {}

  /** 200 as long as the process answers at all. */
  @Public()
  @Get('health/live')
  @ApiOperation({ operationId: 'readLiveness', summary: 'Whether the process answers at all' })
  @ApiOkResponse({ schema: { type: 'object', properties: { status: { type: 'string', enum: ['live'] } } } })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** 200 when requests can be served, else 503 with the reasons. */
  @Public()
  @Get('health/ready')
  @ApiOperation({ operationId: 'readReadiness', summary: 'Whether requests can be served now' })
  @ApiOkResponse({ type: ReadinessDto })
  @ApiResponse({ status: 503, type: ReadinessDto, description: 'Not now; `reasons` says why' })
  async ready(@Res({ passthrough: true }) reply: ApiReply): Promise<Readiness> {
    const readiness = await this.readiness.check();
    reply.status(readiness.ready ? 200 : 503);
    return readiness;
  }

  /** Prometheus text: for this machine itself, or with `Authorization: Bearer METRICS_TOKEN`. */
  @Public()
  @Get('metrics')
  @ApiOperation({ operationId: 'readMetrics', summary: 'Prometheus metrics of this process' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async read(@Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<string> {
    if (!mayRead(request, this.settings.METRICS_TOKEN)) throw new NotFoundException();
    const text = await this.metrics.read();
    reply.type(this.metrics.contentType);
    return text;
  }
}

/** A proxy on this machine also comes from the loopback address; what it forwards says so in its headers. */
function mayRead(request: ApiRequest, token: string | undefined): boolean {
  const { headers, socket } = request;
  if (token !== undefined) return isSame(headers.authorization ?? '', `Bearer ${token}`);
  const isForwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
  return !isForwarded && /^(?:::1|(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/.test(socket.remoteAddress ?? '');
}

const isSame = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};
