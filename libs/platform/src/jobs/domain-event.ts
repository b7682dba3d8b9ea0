/** News about something that happened, for whoever listens. Ids and states only: no names, no free text. */
export abstract class DomainEvent<P extends object = object> {
  /** Past tense and versioned: `circulation.device-returned.v1`. Listed in `database/events.ts`. */
  abstract readonly type: string;

  constructor(readonly payload: P) {}
}

/**
 * Hears one type of event, after the commit of the transaction that published it. Delivery is at least once and in no
 * order, so that handling the same `messageId` again changes nothing.
 */
export interface EventHandler<P extends object = object> {
  /** The event type. */
  readonly handles: string;
  /** Its queue: `desk.notify-of-transfer`. Unique in the product; listed in `database/events.ts`. */
  readonly name: string;
  handle(payload: P, messageId: string): Promise<void>;
}
