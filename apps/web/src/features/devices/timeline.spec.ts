import {
  aboutTopic,
  actorOf,
  laterText,
  notesByScan,
  sentenceOf,
  timelineDays,
  withRenewals,
  type TimelineEvent,
  type TimelineNames,
} from './timeline.js';

const maya = { id: 'p1', display: 'Maya Rivera', siteCode: 'LHS', foreign: false };
const names: TimelineNames = {
  people: new Map([['p1', maya]]),
  sites: new Map([
    ['s1', { code: 'LHS', name: 'Lincoln High' }],
    ['s2', { code: 'WMS', name: 'Washington Middle' }],
  ]),
  rooms: new Map([['r1', { name: 'Cart 2' }]]),
  state: (state) => state.toUpperCase(),
};

const event = (over: Partial<TimelineEvent> & Pick<TimelineEvent, 'type'>): TimelineEvent => ({
  seq: 1,
  occurredAt: '2026-11-16T18:42:00Z',
  recordedAt: '2026-11-16T18:42:00Z',
  account: { id: 'a1', name: 'K. Ono' },
  station: { id: 'd1', name: 'LHS Desk 1' },
  site: { id: 's1', code: 'LHS', name: 'Lincoln High' },
  scanId: null,
  source: 'scanner',
  before: {},
  after: {},
  evidence: {},
  reverses: null,
  reversedBy: null,
  ...over,
});

const said = (over: Parameters<typeof event>[0]): string =>
  sentenceOf(event(over), names)
    .map((part) => (typeof part === 'string' ? part : part.display))
    .join('');

describe('a ledger entry in words', () => {
  it.each<[Parameters<typeof event>[0], string]>([
    [{ type: 'registered', after: { asset_tag: 'LHS-1', home_site_id: 's1' } }, 'Registered as LHS-1 at LHS'],
    [{ type: 'checked-out', after: { holder_person_id: 'p1' } }, 'Checked out to Maya Rivera'],
    [{ type: 'checked-out', after: { holder_person_id: 'gone' } }, 'Checked out to somebody'],
    [{ type: 'checked-out', after: { holder_room_id: 'r1' } }, 'Checked out to Cart 2'],
    [
      { type: 'checked-in', before: { holder_person_id: 'p1' }, evidence: { forced: true } },
      'Checked in from Maya Rivera – handed to somebody else',
    ],
    [{ type: 'checked-in' }, 'Checked in'],
    [{ type: 'sent', after: { location_site_id: 's2' } }, 'Sent to WMS'],
    [
      { type: 'found', before: { state: 'missing' }, evidence: { reason: 'found-on-site' } },
      'Found at LHS (was missing) – found on site',
    ],
    [
      { type: 'transferred-in-hand', before: { home_site_id: 's2' }, after: { home_site_id: 's1' } },
      'Handed over from WMS to LHS, its new home site',
    ],
    [{ type: 'moved', after: { location_room_id: 'r1' } }, 'Moved to Cart 2'],
    [{ type: 'moved', after: { location_room_id: null } }, 'Taken out of its room'],
    [
      { type: 'condition-reported', before: { condition: 'B' }, after: { condition: 'D' } },
      'Condition B · good → D · poor',
    ],
    [
      { type: 'hold-placed', before: { holds: [] }, after: { holds: ['damaged'] }, evidence: { finding: 'screen' } },
      'Hold “Damaged” placed – screen',
    ],
    [{ type: 'hold-cleared', before: { holds: ['legal'] }, after: { holds: [] } }, 'Hold “Legal” cleared'],
    [
      {
        type: 'state-changed',
        before: { state: 'in-stock' },
        after: { state: 'in-repair' },
        evidence: { reason: 'will-not-start' },
      },
      'IN-STOCK → IN-REPAIR – will not start',
    ],
    [
      {
        type: 'reported-stolen',
        evidence: { reason: 'police-report', policeAgency: 'Mount Alder PD', policeReportNumber: '26-118' },
      },
      'Reported stolen – police report, Mount Alder PD 26-118',
    ],
    [{ type: 'reported-missing', evidence: { lastSeenOn: '2026-11-02' } }, 'Reported missing – last seen Nov 2, 2026'],
    [
      {
        type: 'identifier-changed',
        before: { asset_tag: 'OLD-1', serial: 'S' },
        after: { asset_tag: 'LHS-1', serial: 'S' },
      },
      'Asset tag OLD-1 → LHS-1',
    ],
    [
      { type: 'mdm-changed', before: { mdm_status: 'provisioned' }, after: { mdm_status: 'disabled' } },
      'Device management: Provisioned → Disabled',
    ],
  ])('%j', (over, sentence) => {
    expect(said(over)).toBe(sentence);
  });

  it('says who and where, and that the system did it', () => {
    expect(actorOf(event({ type: 'moved' }))).toBe('by K. Ono, LHS Desk 1');
    const station = { id: 'd2', name: 'Library' };
    expect(actorOf(event({ type: 'moved', station }))).toBe('by K. Ono, LHS Library');
    expect(actorOf(event({ type: 'moved', account: null, station: null }))).toBe('by the system, LHS');
  });
});

describe('the timeline', () => {
  it('groups by the district’s day, not by the day in UTC', () => {
    const events = [
      event({ type: 'checked-in', seq: 2, occurredAt: '2026-11-17T02:00:00Z' }),
      event({ type: 'checked-out', seq: 1, occurredAt: '2026-11-16T18:00:00Z' }),
    ];
    expect(timelineDays(events, names, 'America/Los_Angeles').map(({ day, lines }) => [day, lines.length])).toEqual([
      ['2026-11-16', 2],
    ]);
  });

  it('shows the note of a scan once, on the newest of its entries', () => {
    const events = [
      event({ type: 'sent', seq: 3, scanId: 'scan-1' }),
      event({ type: 'checked-in', seq: 2, scanId: 'scan-1' }),
      event({ type: 'checked-out', seq: 1, scanId: 'scan-0' }),
    ];
    const [{ lines }] = timelineDays(events, { ...names, notes: new Map([['scan-1', 'hinge is loose']]) }, 'UTC');
    expect(lines.map(({ note }) => note)).toEqual(['hinge is loose', null, null]);
  });

  it('puts a reversal beside the entry that it takes back', () => {
    const events = [
      event({
        type: 'reversed',
        seq: 3,
        reverses: 2,
        occurredAt: '2026-11-16T18:42:20Z',
        account: { id: 'b', name: 'L. Cruz' },
      }),
      event({ type: 'checked-out', seq: 2, reversedBy: 3, after: { holder_person_id: 'p1' } }),
    ];
    const [{ lines }] = timelineDays(events, names, 'UTC');
    expect(lines).toHaveLength(1);
    expect(lines[0].undone).toEqual({ by: 'by L. Cruz, LHS Desk 1', at: '2026-11-16T18:42:20Z' });
  });

  it('keeps a reversal whose entry is on a later page', () => {
    const [{ lines }] = timelineDays([event({ type: 'reversed', seq: 9, reverses: 2 })], names, 'UTC');
    expect(lines.map(({ sentence }) => sentence)).toEqual([['Entry 2 taken back']]);
  });

  it('says how much later', () => {
    expect(laterText('2026-11-16T18:42:00Z', '2026-11-16T18:42:20Z')).toBe('20 s later');
    expect(laterText('2026-11-16T18:42:00Z', '2026-11-18T18:42:00Z')).toBe('2 d later');
  });
});

describe('the topics of a timeline', () => {
  const days = timelineDays(
    [
      event({ seq: 3, type: 'hold-placed' }),
      event({ seq: 2, type: 'checked-out' }),
      event({ seq: 1, type: 'registered' }),
    ],
    names,
    'America/Los_Angeles',
  );
  const seqs = (topic: Parameters<typeof aboutTopic>[1]): number[] =>
    aboutTopic(days, topic).flatMap(({ lines }) => lines.map(({ event: { seq } }) => seq));

  it('show what is about one of them, and all of it without one', () => {
    expect([seqs(null), seqs('custody'), seqs('repair'), seqs('place')]).toEqual([[3, 2, 1], [2], [3], []]);
  });
});

it('E23: says why a device left its program; a reason in words stands before the note of its scan', () => {
  const moved = { before: { home_site_id: 's2' }, after: { home_site_id: 's1' } };
  expect(said({ type: 'transferred-in-hand', ...moved, evidence: { transferReason: 'came-along' } })).toBe(
    'Handed over from WMS to LHS, its new home site – moved here with its student',
  );
  expect(said({ type: 'transferred-in-hand', ...moved, evidence: { transferReason: 'other' } })).toBe(
    'Handed over from WMS to LHS, its new home site',
  );
  const notes = notesByScan([
    { scanId: 'one', text: 'hinge' },
    { scanId: 'one', text: 'The school was closed' },
  ]);
  expect(notes.get('one')).toBe('The school was closed · hinge');
});

describe('renewals', () => {
  const by = { account: { id: 'a1', name: 'K. Ono' }, station: { id: 'd1', name: 'LHS Desk 1' }, site: null };
  const renewal = {
    ...{ id: 'r1', scanId: 'one', wasDueOn: '2026-11-16', dueOn: '2026-11-23' },
    ...{ renewed: { at: '2026-11-16T19:00:00Z', ...by }, undone: { at: '2026-11-16T19:00:20Z', ...by } },
  };
  const events = [
    event({ type: 'checked-in', seq: 3, recordedAt: '2026-11-16T20:00:00Z', occurredAt: '2026-11-16T20:00:00Z' }),
    event({ type: 'checked-out', seq: 2 }),
  ];

  it('stand between the entries of the ledger, an undone one with who took it back', () => {
    const [{ lines }] = timelineDays(withRenewals(events, [renewal], false), names, 'America/Los_Angeles');
    expect(lines.map(({ event: { type } }) => type)).toEqual(['checked-in', 'renewed', 'checked-out']);
    expect(lines[1]).toMatchObject({
      sentence: ['Renewed until Nov 23, 2026, was due Nov 16, 2026'],
      undone: { by: 'by K. Ono, LHS Desk 1', at: '2026-11-16T19:00:20Z' },
    });
  });

  it('wait for the page on which they stand', () => {
    const types = withRenewals(events.slice(0, 1), [renewal], true).map(({ type }) => type);
    expect(types).toEqual(['checked-in']);
  });
});
