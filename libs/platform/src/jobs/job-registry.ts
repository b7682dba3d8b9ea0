import { Injectable } from '@nestjs/common';
import type { EventHandler } from './domain-event.js';

/** Work that jobs of one queue ask for. Runs at least once for each job: running it again changes nothing. */
export interface JobHandler<D extends object = object> {
  /** The queue, listed in `database/events.ts`. */
  readonly queue: string;
  run(data: D, jobId: string): Promise<void>;
}

/** What the worker runs. Providers register themselves in `onModuleInit`. */
@Injectable()
export class JobRegistry {
  private readonly handlers = new Map<string, JobHandler>();

  /** An event's handler: its queue has its name. */
  register<P extends object>(handler: EventHandler<P>): void {
    this.registerJob<{ type: string; payload: P }>({
      queue: handler.name,
      run: ({ type, payload }, jobId) => {
        if (type !== handler.handles) throw new Error(`${handler.name} handles ${handler.handles}, not ${type}`);
        return handler.handle(payload, jobId);
      },
    });
  }

  registerJob<D extends object>(handler: JobHandler<D>): void {
    if (this.handlers.has(handler.queue)) throw new Error(`The queue ${handler.queue} has a handler already`);
    this.handlers.set(handler.queue, handler);
  }

  all(): readonly JobHandler[] {
    return [...this.handlers.values()];
  }
}
