/** One queue of jobs. `migrate` makes it; the running product may not. */
export interface QueueSpec {
  /** Lower case, dotted or dashed: `exchange.import-run`. For an event's handler: the handler's `name`. */
  name: string;
  /** Attempts after the first. Default 5, each later than the one before. */
  retryLimit?: number;
  /** Wait before the first retry; doubles with each. Default 5 s. */
  retryDelaySeconds?: number;
  /** A job that runs longer is given to another worker. Default 15 minutes, less than 24 hours. */
  expireInSeconds?: number;
  /** Runs by the clock: five cron fields, in the district's time zone once `Jobs.setTimeZone` knows it (UTC before). */
  schedule?: { cron: string; data?: object };
}

/** All events and queues of the product: `database/events.ts`. */
export interface EventCatalogue {
  /** Every event type that may be published, also those that nobody listens to yet. */
  types: readonly string[];
  /** Which queue hears which event. The queue is made with the defaults unless `queues` lists it. */
  subscriptions: readonly { eventType: string; queue: string }[];
  /** Queues that need other limits, a schedule, or that jobs are sent to directly. */
  queues: readonly QueueSpec[];
}

export const QUEUE_DEFAULTS = { retryLimit: 5, retryDelaySeconds: 5, expireInSeconds: 900 } as const;

/** Every queue once, with its limits filled in. */
export function queuesOf(catalogue: EventCatalogue): Required<Omit<QueueSpec, 'schedule'>>[] {
  const names = new Set(
    [...catalogue.queues, ...catalogue.subscriptions.map(({ queue }) => ({ name: queue }))].map((q) => q.name),
  );
  return [...names].map((name) => {
    const { schedule: _schedule, ...limits } = catalogue.queues.find((queue) => queue.name === name) ?? { name };
    return { ...QUEUE_DEFAULTS, ...limits };
  });
}
