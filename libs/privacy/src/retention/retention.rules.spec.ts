import { approvalFault } from './retention.rules.js';

const PLAN = { state: 'planned', version: 1, onDay: '2026-11-01', plannedBy: 'ada', toForget: 12 };
const APPROVAL = { accountId: 'bo', version: 1, people: 12, today: '2026-11-15' };

describe('a plan is carried out', () => {
  it.each([
    ['by a second person, with its number', {}, {}, null],
    ['once', { state: 'running' }, {}, 'state'],
    ['as it was seen', { version: 2 }, {}, 'state'],
    ['by nobody who planned it', {}, { accountId: 'ada' }, 'same-person'],
    ['while it is fresh', {}, { today: '2026-11-16' }, 'stale'],
    ['when the number was read', {}, { people: 11 }, 'count'],
  ] as const)('%s', (_what, plan, approval, fault) => {
    expect(approvalFault({ ...PLAN, ...plan }, { ...APPROVAL, ...approval })).toBe(fault);
  });
});
