import { Announcer, spelled, type Announcement } from './announcer.js';

function anAnnouncer() {
  let now = 10_000;
  let timers: { at: number; run: () => void }[] = [];
  const said: string[] = [];
  const announcer = new Announcer({
    status: (text) => said.push(`status ${text}`),
    alert: (text) => said.push(`alert ${text}`),
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
  });
  const pass = (ms: number): void => {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    due.forEach(({ run }) => run());
  };
  return { announcer, said, pass };
}

const done = (tag: string): Announcement => ({ class: 'OK', outcome: 'CHECKED IN', tag, extra: ['Maya Rivera'] });

it('reads a tag as it is said', () => {
  expect(spelled('LHS-004512')).toBe('L H S 4512');
});

it('says outcome, tag and person', () => {
  const { announcer, said } = anAnnouncer();
  announcer.say(done('LHS-004512'));
  expect(said).toEqual(['status Checked in. L H S 4512. Maya Rivera.']);
});

it('tells five quick successes in two sentences', () => {
  const { announcer, said, pass } = anAnnouncer();
  for (const n of [1, 2, 3, 4, 5]) {
    announcer.say(done(`LHS-00451${n}`));
    pass(200);
  }
  pass(1_200);
  expect(said).toEqual(['status Checked in. L H S 4511. Maya Rivera.', 'status 4 checked in, last L H S 4515.']);
});

it('never merges or delays a problem', () => {
  const { announcer, said, pass } = anAnnouncer();
  announcer.say(done('LHS-004511'));
  announcer.say(done('LHS-004512'));
  announcer.say({ class: 'STOP', outcome: 'NOT CHECKED OUT – with Leo Park', tag: 'LHS-004498', extra: [] });
  expect(said.at(-1)).toBe('alert Stop: NOT CHECKED OUT – with Leo Park. L H S 4498.');
  pass(2_000);
  expect(said).toHaveLength(3);
});

it.each([
  ['problems', 1],
  ['none', 0],
] as const)('with %s spoken, says %i of three', (loudness, count) => {
  const { announcer, said } = anAnnouncer();
  announcer.loudness = loudness;
  announcer.say(done('LHS-004511'));
  announcer.say({ class: 'AGAIN', outcome: 'ALREADY IN', tag: null, extra: [] });
  announcer.say({ class: 'STOP', outcome: 'NOT FOUND', tag: null, extra: [] });
  expect(said).toHaveLength(count);
});
