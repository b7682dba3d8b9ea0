import { endOf } from './session.rules.js';

const times = { startedAt: '2026-08-10T15:00:00.000Z', endedAt: null, lastScanAt: '2026-08-10T15:20:00.000Z' };

it.each([
  ['runs until 30 minutes after its last scan', times, '2026-08-10T15:49:59.999Z', null],
  ['is over then', times, '2026-08-10T15:50:00.000Z', '2026-08-10T15:50:00.000Z'],
  ['is over at the same instant whenever somebody asks', times, '2026-08-11T08:00:00Z', '2026-08-10T15:50:00.000Z'],
  [
    'without a scan ends from its start',
    { ...times, lastScanAt: null },
    '2026-08-10T16:00:00Z',
    '2026-08-10T15:30:00.000Z',
  ],
  [
    'ends when somebody ends it',
    { ...times, endedAt: '2026-08-10T15:21:00.000Z' },
    '2026-08-10T15:22:00Z',
    '2026-08-10T15:21:00.000Z',
  ],
])('a session %s', (_, session, now, ended) => expect(endOf(session, new Date(now))).toBe(ended));
