import type { EventCatalogue } from '../libs/platform/src/index.js';

/**
 * Every event that may be published and every queue that jobs may be put into. `migrate` makes them; publishing a
 * type that is not listed fails.
 */
export const eventCatalogue: EventCatalogue = {
  types: [
    'circulation.device-checked-out.v1',
    'circulation.device-returned.v1',
    'desk.alarm-raised.v1',
    'directory.person-moved.v1',
    'directory.person-withdrawn.v1',
    'inventory.device-state-changed.v1',
    'inventory.device-transferred-in-hand.v1',
  ],
  subscriptions: [
    { eventType: 'desk.alarm-raised.v1', queue: 'desk.notify-of-alarm' },
    { eventType: 'inventory.device-transferred-in-hand.v1', queue: 'desk.notify-of-transfer' },
  ],
  queues: [
    {
      name: 'exchange.import',
      retryLimit: 0,
      expireInSeconds: 3600,
      schedule: { cron: '40 2 * * *', data: { step: 'purge' } },
    },
    { name: 'platform.housekeeping', schedule: { cron: '40 2 * * *' } },
    { name: 'inventory.anchor-ledger', schedule: { cron: '15 2 * * *' } },
  ],
};
