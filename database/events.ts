import type { EventCatalogue } from '../libs/platform/src/index.js';

/**
 * Every event that may be published and every queue that jobs may be put into. `migrate` makes them; publishing a
 * type that is not listed fails.
 */
export const eventCatalogue: EventCatalogue = {
  types: [
    'circulation.device-checked-out.v1',
    'circulation.device-recovered.v1',
    'circulation.device-reported-missing.v1',
    'circulation.device-reported-stolen.v1',
    'circulation.device-returned.v1',
    'circulation.device-written-off.v1',
    'circulation.missing-steps-due.v1',
    'circulation.write-off-declined.v1',
    'circulation.write-off-proposed.v1',
    'desk.alarm-raised.v1',
    'directory.person-merged.v1',
    'directory.person-moved.v1',
    'directory.person-taken-back.v1',
    'directory.person-withdrawn.v1',
    'inventory.device-state-changed.v1',
    'inventory.device-transferred-in-hand.v1',
  ],
  subscriptions: [
    { eventType: 'directory.person-withdrawn.v1', queue: 'circulation.open-clearance' },
    { eventType: 'directory.person-taken-back.v1', queue: 'circulation.cancel-clearance' },
    { eventType: 'directory.person-moved.v1', queue: 'circulation.follow-move' },
    { eventType: 'desk.alarm-raised.v1', queue: 'desk.notify-of-alarm' },
    { eventType: 'circulation.missing-steps-due.v1', queue: 'desk.notify-of-missing-steps' },
    { eventType: 'inventory.device-transferred-in-hand.v1', queue: 'desk.notify-of-transfer' },
  ],
  queues: [
    {
      name: 'exchange.import',
      retryLimit: 0,
      expireInSeconds: 3600,
      schedule: { cron: '40 2 * * *', data: { step: 'purge' } },
    },
    { name: 'exchange.export', retryLimit: 2 },
    { name: 'exchange.roster', retryLimit: 2, expireInSeconds: 1800 },
    { name: 'exchange.watch-rosters', retryLimit: 0, expireInSeconds: 1800, schedule: { cron: '*/5 * * * *' } },
    { name: 'exchange.purge-rosters', schedule: { cron: '45 2 * * *' } },
    { name: 'exchange.purge-exports', schedule: { cron: '50 2 * * *' } },
    { name: 'platform.housekeeping', schedule: { cron: '40 2 * * *' } },
    { name: 'circulation.missing-steps', schedule: { cron: '0 5 * * *' } },
    // A job does a part and sends the next, so that one whose worker was killed is soon given to another.
    { name: 'inventory.bulk', expireInSeconds: 120 },
    // As `inventory.bulk`: part by part.
    { name: 'privacy.forget', expireInSeconds: 120 },
    { name: 'labels.run', expireInSeconds: 300, schedule: { cron: '50 2 * * *', data: { step: 'purge' } } },
    // Each hour it looks whether the hour of the policy has come; a night that was missed is made up for.
    { name: 'backups.take', retryLimit: 0, expireInSeconds: 6 * 3600, schedule: { cron: '5 * * * *' } },
    { name: 'backups.prove', retryLimit: 0, expireInSeconds: 6 * 3600 },
    { name: 'inventory.anchor-ledger', schedule: { cron: '15 2 * * *' } },
  ],
};
