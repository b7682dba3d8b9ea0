import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from '../database/index.js';
import type { VitalSign } from './vital-signs.js';
import { VitalSigns } from './vital-signs.js';
import type { AnsweredRequest } from '../logging/request-log.js';

/** Prometheus metrics of this process: Node's own, answered requests by route pattern and status, the pool. */
@Injectable()
export class MetricsService implements OnApplicationShutdown {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'cubby_http_request_seconds',
    help: 'Answered requests by method, route pattern and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  private hasDefaults = false;

  constructor(
    db: Database,
    private readonly vitalSigns: VitalSigns,
  ) {
    const connections = new Gauge({
      name: 'cubby_database_connections',
      help: 'Connections of the pool (total, idle) and requests that wait for one',
      labelNames: ['state'] as const,
      registers: [this.registry],
      collect: () => {
        const { totalCount, idleCount, waitingCount } = db.pool;
        connections.set({ state: 'total' }, totalCount);
        connections.set({ state: 'idle' }, idleCount);
        connections.set({ state: 'waiting' }, waitingCount);
      },
    });
  }

  observe({ method, route, status, ms }: AnsweredRequest): void {
    this.requests.observe({ method, route, status }, ms / 1_000);
  }

  /** The text that Prometheus reads. Node's own metrics start with the first reading: nobody reads, nobody pays. */
  read(): Promise<string> {
    if (!this.hasDefaults) {
      this.hasDefaults = true;
      collectDefaultMetrics({ register: this.registry });
      for (const sign of this.vitalSigns.all()) this.gauge(sign);
    }
    return this.registry.metrics();
  }

  /** While the database is away the others are still told. */
  private gauge({ name, help, read }: VitalSign): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: () =>
        read().then(
          (value) => gauge.set(value),
          () => gauge.reset(),
        ),
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  onApplicationShutdown(): void {
    this.registry.clear();
  }
}
